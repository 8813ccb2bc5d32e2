// Tiles are made ready a few a frame: all of a view at once would stand still for longer than a hand forgives.
import type { FrameState } from 'ol/Map'

/** Milliseconds of a frame for making tiles ready, over all layers of a map. */
const BUDGET = 20

export class Pace {
  #index = -1
  #spent = 0

  /** Whether the frame has used up its time; what is put off then is done in the next, which follows at once. */
  over(frame: FrameState): boolean {
    if (frame.index !== this.#index) {
      this.#index = frame.index
      this.#spent = 0
    }
    if (this.#spent <= BUDGET) return false
    frame.animate = true
    return true
  }

  /** Does work of a frame and counts its time. */
  take(work: () => void) {
    const start = performance.now()
    work()
    this.#spent += performance.now() - start
  }
}
