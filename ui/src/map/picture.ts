// What was drawn last, moved along with the map until it stands: placing a thousand figures anew takes longer than a frame.
import type { FrameState } from 'ol/Map'
import ViewHint from 'ol/ViewHint'

export interface Stand {
  centre: readonly [number, number]
  resolution: number
  size: readonly [number, number]
}

/** Pixels to the right and down, and how many times as large. */
export interface Shift {
  x: number
  y: number
  scale: number
}

/** A picture serves until this part of the map lies outside it, or until it would be this much larger or smaller. */
const BARE = 0.4
const STRETCH = 2

/** Rest of the hand, in milliseconds, after which the picture is made anew. */
const PAUSE = 160

/** How a picture of one stand is laid over the map at another; null where too little of it would be seen. */
export function shift(then: Stand, now: Stand): Shift | null {
  const [wide, high] = now.size
  if (wide !== then.size[0] || high !== then.size[1]) return null
  const scale = then.resolution / now.resolution
  const east = (then.centre[0] - now.centre[0]) / now.resolution
  const south = (now.centre[1] - then.centre[1]) / now.resolution
  if (scale > STRETCH || scale < 1 / STRETCH || Math.abs(east) > BARE * wide || Math.abs(south) > BARE * high) return null
  return { x: (wide / 2) * (1 - scale) + east, y: (high / 2) * (1 - scale) + south, scale }
}

const standOf = ({ viewState, size }: FrameState): Stand => ({
  centre: [viewState.center[0] ?? 0, viewState.center[1] ?? 0],
  resolution: viewState.resolution,
  size: [size[0] ?? 0, size[1] ?? 0],
})

export class Picture {
  readonly #again: () => void
  #element: HTMLElement | null = null
  #stand: Stand | null = null
  #stale = false
  #timer = 0

  /** `again` is called when the hand rests while it still holds the map. */
  constructor(again: () => void) {
    this.#again = again
  }

  /** The picture laid where the moving map has it now; null where it is to be drawn. */
  moved(frame: FrameState): HTMLElement | null {
    const hints = frame.viewHints
    if (!hints[ViewHint.ANIMATING] && !hints[ViewHint.INTERACTING]) return null
    const to = this.#stand && !this.#stale ? shift(this.#stand, standOf(frame)) : null
    if (!this.#element || !to) return null
    this.#element.style.transform = `translate(${to.x}px, ${to.y}px) scale(${to.scale})`
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => {
      this.#stale = true
      this.#again()
    }, PAUSE)
    return this.#element
  }

  /** An element as drawn for a frame. */
  drawn(element: HTMLElement, frame: FrameState) {
    clearTimeout(this.#timer)
    element.style.transformOrigin = '0 0'
    element.style.transform = ''
    this.#element = element
    this.#stand = standOf(frame)
    this.#stale = false
  }

  dispose() {
    clearTimeout(this.#timer)
  }
}
