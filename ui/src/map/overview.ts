// A small, still map of the whole district; the frame of the view is laid over it by the page.
import OlMap from 'ol/Map'
import View from 'ol/View'
import { fromLonLat, toLonLat, transformExtent } from 'ol/proj'
import type { Bbox } from '../lib/mode'
import type { Layer } from './hit'
import { MosaicLayer } from './mosaic'
import { Pace } from './pace'
import { SharpTiles } from './sharp'
import { TOP_RESOLUTION, tileSource } from './source'
import { baseStyle, type Look } from './styles'

export class Overview {
  readonly #map: OlMap
  readonly #layer: Layer
  readonly #mosaic: MosaicLayer
  #look: Look

  constructor(target: HTMLElement, url: string, look: Look) {
    this.#look = look
    this.#layer = new SharpTiles(new Pace(), { source: tileSource(url), style: (f, resolution) => baseStyle(f, this.#look, resolution) })
    this.#mosaic = new MosaicLayer(url, look)
    this.#map = new OlMap({
      target,
      controls: [],
      interactions: [],
      layers: [this.#mosaic, this.#layer],
      view: new View({ center: [0, 0], zoom: 0, maxResolution: TOP_RESOLUTION, minZoom: 0, maxZoom: 18, enableRotation: false }),
    })
  }

  set(url: string, look: Look) {
    this.#look = look
    const source = this.#layer.getSource()
    if (source && source.getUrls()?.[0] !== url) source.setUrl(url)
    this.#layer.changed()
    this.#mosaic.show(url, look)
  }

  fit(extent: Bbox) {
    this.#map.updateSize()
    this.#map.getView().fit(transformExtent(extent, 'EPSG:4326', 'EPSG:3857'), { padding: [6, 6, 6, 6] })
    this.#map.renderSync()
  }

  /** Left, top, width, height of a view in this map's pixels; null before it has a size. */
  frame(bbox: Bbox): [number, number, number, number] | null {
    // A map that was never drawn knows no places yet.
    if (!this.#map.getPixelFromCoordinate([0, 0])) this.#map.renderSync()
    const a = this.#map.getPixelFromCoordinate(fromLonLat([bbox[0], bbox[3]]))
    const b = this.#map.getPixelFromCoordinate(fromLonLat([bbox[2], bbox[1]]))
    if (!a || !b) return null
    const [x0 = 0, y0 = 0] = a
    const [x1 = 0, y1 = 0] = b
    return [x0, y0, x1 - x0, y1 - y0]
  }

  at(x: number, y: number): [number, number] | null {
    const c = this.#map.getCoordinateFromPixel([x, y])
    return c ? (toLonLat(c) as [number, number]) : null
  }

  destroy() {
    this.#map.setTarget(undefined)
    this.#map.dispose()
  }
}
