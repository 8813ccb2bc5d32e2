// Labels of cells whose own place lies outside of the view or across its edge, at streets above all: they stand amid what the view shows of them.
import Feature, { type FeatureLike } from 'ol/Feature'
import { fromLonLat, transformExtent } from 'ol/proj'
import type { GridId, LabelPlace } from '../lib/bindings'
import type { Bbox } from '../lib/mode'
import { cellFeatureAt, featuresIn, type Layer } from './hit'
import { asideOf, type Disc } from './room'
import type { Look } from './styles'
import { clusterRadius } from './symbols'

/** What is seen: an extent in map units, map units to a pixel, and the zoom. */
export interface Sight {
  extent: Bbox
  resolution: number
  zoom: number
}

type Ask = (cells: GridId[], bbox: Bbox, zoom: number) => Promise<LabelPlace[]>

/** Pixels of the view's edge on which no label stands. */
const EDGE = 6
/** Pixels to the nearest border below which not even a figure has room. */
const LEAST = 7

/** A cell that is labelled elsewhere than its tile says, in map units. */
export interface Spot {
  cell: FeatureLike
  at: readonly [number, number]
}

export class StreetLabels {
  readonly #base: Layer
  readonly #look: () => Look
  readonly #ask: Ask
  readonly #again: () => void
  #spots: readonly Spot[] = []
  /** What is shown, or is being asked for. */
  #shown = ''

  /** `again` is called when there is something else to draw. */
  constructor(base: Layer, look: () => Look, ask: Ask, again: () => void) {
    this.#base = base
    this.#look = look
    this.#ask = ask
    this.#again = again
  }

  get spots(): readonly Spot[] {
    return this.#spots
  }

  /** Follows the view, once its tiles are there; `of` names what the tiles show, `cut` the cells whose own place is too near the edge. */
  async show(of: string, { extent, resolution, zoom }: Sight, cut: ReadonlySet<GridId>) {
    const key = `${of}|${extent.join()}|${[...cut].join()}`
    if (key === this.#shown) return
    this.#shown = key
    const room = EDGE * resolution
    const [west, south, east, north] = extent
    const inner: Bbox = [west + room, south + room, east - room, north - room]
    const discs: Disc[] = []
    const [cells, own] = [new Set<GridId>(), new Set<GridId>()]
    for (const f of featuresIn(this.#base, inner)) {
      const layer = f.get('layer')
      if (layer === 'cell') cells.add(Number(f.get('id')))
      else if (layer === 'label' || layer === 'site') {
        const [x = 0, y = 0] = f.getFlatCoordinates()
        if (layer === 'site') discs.push({ at: [x, y], radius: (f.get('n') ? clusterRadius(Number(f.get('n'))) : 9) * resolution })
        else if (x >= inner[0] && x <= inner[2] && y >= inner[1] && y <= inner[3]) own.add(Number(f.get('id')))
      }
    }
    const wanted = [...cells].filter((id) => !own.has(id) || cut.has(id))
    const found = wanted.length ? await this.#ask(wanted, transformExtent(inner, 'EPSG:3857', 'EPSG:4326') as Bbox, zoom) : []
    if (key !== this.#shown) return
    const spots = found.filter((p) => p.room >= LEAST).flatMap((p) => this.#spot(p, resolution, discs))
    if (this.#spots.length === 0 && spots.length === 0) return
    this.#spots = spots
    this.#again()
  }

  #spot(place: LabelPlace, resolution: number, discs: readonly Disc[]): Spot[] {
    const middle = fromLonLat(place.at) as [number, number]
    const cell = cellFeatureAt(this.#base, middle)
    if (!cell || Number(cell.get('id')) !== place.id) return []
    const shown = this.#look().sites ? discs : []
    const free = asideOf(middle, place.room * resolution, shown, resolution)
    return [{ cell: new Feature({ ...cell.getProperties(), layer: 'label', named: 0, room: free.room / resolution }), at: free.at }]
  }
}
