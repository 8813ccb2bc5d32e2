// The cells that stand out: the selected one and those that wait to be confirmed. Their outlines are asked for, so that
// they are there also where the map holds none.
import Feature from 'ol/Feature'
import VectorLayer from 'ol/layer/Vector'
import VectorImageLayer from 'ol/layer/VectorImage'
import Polygon from 'ol/geom/Polygon'
import VectorSource from 'ol/source/Vector'
import type { GridId, Outline } from '../lib/bindings'
import { highlightStyle, type Look } from './styles'

type Ask = (cells: GridId[]) => Promise<Outline[]>

const none: Look['pending'] = new Map()

const asFeature = (o: Outline): Feature => {
  const feature = new Feature(new Polygon(o.rings).transform('EPSG:4326', 'EPSG:3857'))
  feature.setProperties({ layer: 'cell', id: o.id }, true)
  return feature
}

export class Highlights {
  readonly #look: () => Look
  readonly #ask: Ask
  readonly #selected = new VectorSource()
  readonly #pending = new VectorSource()
  /** What was asked for last. */
  #asked = 0
  #waiting: Promise<void> = Promise.resolve()
  /** Cells that wait can be thousands: their picture is moved with the map and drawn anew when it stands. */
  readonly layers: [VectorImageLayer, VectorLayer]

  constructor(look: () => Look, ask: Ask) {
    this.#look = look
    this.#ask = ask
    this.layers = [
      new VectorImageLayer({ source: this.#pending, imageRatio: 1.5, style: (f) => highlightStyle(f, { ...look(), grid: null }) }),
      new VectorLayer({ source: this.#selected, renderBuffer: 256, style: (f, resolution) => highlightStyle(f, { ...look(), pending: none }, resolution) }),
    ]
  }

  /** Follows the look, the view and the project. */
  look() {
    const serial = ++this.#asked
    this.#waiting = this.#show(serial)
  }

  /** Until what was asked for is shown. */
  drawn(): Promise<void> {
    return this.#waiting
  }

  async #show(serial: number) {
    const { grid, pending } = this.#look()
    const ids = [...pending.keys()]
    const found = grid === null && ids.length === 0 ? [] : await this.#ask(grid === null ? ids : [grid, ...ids])
    if (serial !== this.#asked) return
    const put = (source: VectorSource, outlines: Outline[]) => {
      if (source.isEmpty() && outlines.length === 0) return
      source.clear(true)
      source.addFeatures(outlines.map(asFeature))
      source.changed()
    }
    put(this.#selected, found.filter((o) => o.id === grid).slice(0, 1))
    put(this.#pending, found.filter((o) => pending.has(o.id)))
  }
}
