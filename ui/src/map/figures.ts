// Where names and figures of cells are put, and how they are drawn: the larger first, each where nothing stands yet.
import type { FeatureLike } from 'ol/Feature'
import type { FrameState } from 'ol/Map'
import type RenderFeature from 'ol/render/Feature'
import CanvasVectorTileLayerRenderer from 'ol/renderer/canvas/VectorTileLayer'
import { getUid } from 'ol/util'
import type VectorRenderTile from 'ol/VectorRenderTile'
import type VectorTile from 'ol/VectorTile'
import type { GridId } from '../lib/bindings'
import type { Label, Line } from './label'
import type { Pace } from './pace'
import type { Picture } from './picture'
import { PointLayer } from './points'
import { KEPT_POINTS, type TileSource } from './source'
import type { Spot } from './street'

/** Lowest and highest of the pixels of a canvas that something covers. */
export interface Covered {
  minX: number
  minY: number
  maxX: number
  maxY: number
}

/** What stands on the canvas already. */
export interface Taken {
  collides: (box: Covered) => boolean
  insert: (box: Covered & { value: unknown }) => unknown
}

/** A label at a pixel of the canvas. */
export interface Placed {
  label: Label
  x: number
  y: number
}

/** Width of the halo around letters, and of what stays free beside them, in CSS pixels. */
const HALO = 3
const FREE = 2
/** Height of a figure to the size of its letters; a digit is lower than its line. */
const DIGIT = 11 / 15

/** Of letters as they stand on the canvas; names in Han characters fill their line. */
const heightOf = (line: Line) => (line.figure ? line.px * DIGIT : line.px)

const covered = ({ label, x, y }: Placed, ratio: number): Covered => {
  const side = ((Math.max(...label.lines.map((l) => l.width)) + HALO + FREE) / 2) * ratio
  const top = Math.min(...label.lines.map((l) => l.down - heightOf(l) / 2)) - HALO / 2
  const bottom = Math.max(...label.lines.map((l) => l.down + heightOf(l) / 2)) + HALO / 2
  return { minX: x - side, maxX: x + side, minY: y + top * ratio, maxY: y + bottom * ratio }
}

/** Whether all of a label is seen on a canvas of that size: half a name says something else, or nothing. */
export const seenWhole = (one: Placed, [width, height]: readonly [number, number], ratio: number): boolean => {
  const { minX, minY, maxX, maxY } = covered(one, ratio)
  return minX >= 0 && minY >= 0 && maxX <= width && maxY <= height
}

/** A cell that offers a label less than this many CSS pixels to be moved by keeps it in its place or does without: among small cells labels would dance. */
const WORTH = 24
const WAYS = Array.from({ length: 12 }, (_, i) => [Math.cos((i * Math.PI) / 6), Math.sin((i * Math.PI) / 6)] as const)

/** Where a label may stand, the best first: on a cell that fills much of the view it gives way to what stands in its place. */
const spots = (one: Placed, ratio: number): Placed[] => {
  const { free } = one.label
  if (free < WORTH) return [one]
  const steps = [0.25, 0.5, 0.75, 1].map((part) => part * free * ratio)
  return [one, ...steps.flatMap((far) => WAYS.map(([x, y]) => ({ ...one, x: one.x + x * far, y: one.y + y * far })))]
}

/** Those that have room, the larger before the smaller; of equal ones always the same, however the map came to stand there. */
export const place = (all: Placed[], taken: Taken, ratio: number, size: readonly [number, number]): Placed[] =>
  all
    .sort((a, b) => b.label.rank - a.label.rank || a.y - b.y || a.x - b.x)
    .flatMap((one) => {
      const there = spots(one, ratio).find((s) => seenWhole(s, size, ratio) && !taken.collides(covered(s, ratio)))
      if (there) taken.insert({ ...covered(there, ratio), value: there })
      return there ?? []
    })

const MOST_KEPT = 1500
const pictures = new Map<string, HTMLCanvasElement>()

/** A line of letters with its halo, drawn once: figures repeat, and a halo costs more than all the rest. */
const picture = (line: Line, { ink, halo }: Label, ratio: number): HTMLCanvasElement => {
  const key = `${line.text}|${line.font}|${ink}|${halo}|${ratio}`
  const known = pictures.get(key)
  if (known) return known
  const el = document.createElement('canvas')
  el.width = Math.ceil((line.width + 2 * HALO) * ratio)
  el.height = Math.ceil((line.px * 1.5 + 2 * HALO) * ratio)
  const c = el.getContext('2d')
  if (!c) return el
  c.font = line.font
  c.textAlign = 'center'
  c.textBaseline = line.figure ? 'alphabetic' : 'middle'
  c.lineJoin = 'round'
  c.lineWidth = HALO
  c.strokeStyle = halo
  c.fillStyle = ink
  c.setTransform(ratio, 0, 0, ratio, el.width / 2, el.height / 2 + (line.figure ? (heightOf(line) / 2) * ratio : 0))
  c.strokeText(line.text, 0, 0)
  c.fillText(line.text, 0, 0)
  if (pictures.size > MOST_KEPT) pictures.clear()
  pictures.set(key, el)
  return el
}

const draw = (c: CanvasRenderingContext2D, { label, x, y }: Placed, ratio: number) => {
  for (const line of label.lines) {
    const el = picture(line, label, ratio)
    c.drawImage(el, Math.round(x - el.width / 2), Math.round(y + line.down * ratio - el.height / 2))
  }
}

/** A part of the map that something of the page stands on, in CSS pixels of the map. */
export interface Over {
  left: number
  top: number
  right: number
  bottom: number
}

/** Nothing is put under what stands on the map: it would be seen cut. */
export const keepClear = (over: readonly Over[], taken: Pick<Taken, 'insert'>, ratio: number) => {
  for (const o of over) taken.insert({ minX: o.left * ratio, minY: o.top * ratio, maxX: o.right * ratio, maxY: o.bottom * ratio, value: o })
}

/** What stands on a cell at so many pixels of the screen to one of its tile; null where nothing does. */
export type LabelOf = (f: FeatureLike, scale: number) => Label | null

interface Stood {
  id: GridId
  label: Label
  at: readonly [number, number]
}

type Read = Pick<VectorTile<RenderFeature>, 'getFeatures'>

/** What stands on the cells of each tile, worked out once for every key. */
export class Labelled {
  readonly #known = new WeakMap<Read, { key: string; from: unknown; spots: Stood[] }>()

  of(tile: Read, key: string, labelOf: (f: RenderFeature) => Label | null): Stood[] {
    // A tile may be asked for before it is read, and is read anew: what is known is of the features it had.
    const from = tile.getFeatures() as RenderFeature[] | null
    const known = this.#known.get(tile)
    if (known?.key === key && known.from === from) return known.spots
    const spots = (from ?? []).flatMap((f): Stood[] => {
      const label = labelOf(f)
      const [x = 0, y = 0] = label ? f.getFlatCoordinates() : []
      return label ? [{ id: Number(f.get('id')), label, at: [x, y] }] : []
    })
    this.#known.set(tile, { key, from, spots })
    return spots
  }
}

class FigureRenderer extends CanvasVectorTileLayerRenderer {
  readonly #labelOf: LabelOf
  readonly #more: () => readonly Spot[]
  readonly #over: () => readonly Over[]
  readonly #cut: (cells: ReadonlySet<GridId>) => void
  readonly #labels = new Labelled()

  constructor(layer: FigureLayer, labelOf: LabelOf, more: () => readonly Spot[], over: () => readonly Over[], cut: (cells: ReadonlySet<GridId>) => void) {
    super(layer, { cacheSize: KEPT_POINTS })
    this.#labelOf = labelOf
    this.#more = more
    this.#over = over
    this.#cut = cut
  }

  override drawTile(tile: VectorRenderTile) {
    tile.executorGroups[getUid(this.getLayer())] ??= []
  }

  #spots(tile: VectorTile<RenderFeature>, scale: number): Stood[] {
    const key = `${this.getLayer().getRevision()}|${scale}`
    return this.#labels.of(tile, key, (f) => (f.get('layer') === 'label' ? this.#labelOf(f, scale) : null))
  }

  override renderDeclutter(frame: FrameState) {
    const source = this.getLayer().getSource() as TileSource | null
    const taken = frame.declutter?.['map'] as Taken | undefined
    if (!source || !taken) return
    const context = this.getCanvasContext() as CanvasRenderingContext2D
    const { width, height } = context.canvas
    const { pixelRatio: ratio, viewState } = frame
    const grid = source.getTileGridForProjection(viewState.projection)
    const all: Placed[] = []
    const cut = new Set<GridId>()
    const put = (id: GridId, label: Label, [e, n]: readonly [number, number]) => {
      const x = width / 2 + ((e - (viewState.center[0] ?? 0)) / viewState.resolution) * ratio
      const y = height / 2 - ((n - (viewState.center[1] ?? 0)) / viewState.resolution) * ratio
      if (x <= 0 || y <= 0 || x >= width || y >= height) return
      const one = { label, x, y }
      if (seenWhole(one, [width, height], ratio)) all.push(one)
      else cut.add(id)
    }
    for (const tile of this.renderedTiles as unknown as VectorRenderTile[]) {
      const scale = grid.getResolution(tile.tileCoord[0] ?? 0) / viewState.resolution
      for (const part of source.getSourceTiles(ratio, viewState.projection, tile) as VectorTile<RenderFeature>[]) {
        for (const { id, label, at } of this.#spots(part, scale)) put(id, label, at)
      }
    }
    for (const { cell, at } of this.#more()) {
      const label = this.#labelOf(cell, 1)
      if (label) put(Number(cell.get('id')), label, at)
    }
    this.#cut(cut)
    keepClear(this.#over(), taken, ratio)
    for (const one of place(all, taken, ratio, [width, height])) draw(context, one, ratio)
  }
}

/** The layer of names and figures: it leaves free what the layers above it have taken. */
export class FigureLayer extends PointLayer {
  readonly #labelOf: LabelOf
  readonly #more: () => readonly Spot[]
  readonly #over: () => readonly Over[]
  /** Cells whose label would be cut by the edge of the view where their tile has it; of the frame drawn last. */
  cut: ReadonlySet<GridId> = new Set()

  /** `more`: cells whose label stands elsewhere than where their tile has it; `over`: what of the page stands on the map. */
  constructor(picture: Picture, pace: Pace, source: TileSource, labelOf: LabelOf, more: () => readonly Spot[], over: () => readonly Over[]) {
    super(picture, pace, { source })
    this.#labelOf = labelOf
    this.#more = more
    this.#over = over
  }

  override createRenderer() {
    return new FigureRenderer(this, this.#labelOf, this.#more, this.#over, (cells) => (this.cut = cells))
  }
}
