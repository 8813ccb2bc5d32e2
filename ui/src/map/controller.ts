// The OpenLayers map behind MapView: its layers, its view and what the pointer does, told to the window in longitude and latitude.
import Feature, { type FeatureLike } from 'ol/Feature'
import type MapBrowserEvent from 'ol/MapBrowserEvent'
import OlMap from 'ol/Map'
import View from 'ol/View'
import type { Coordinate } from 'ol/coordinate'
import { getCenter } from 'ol/extent'
import Point from 'ol/geom/Point'
import DragPan from 'ol/interaction/DragPan'
import { defaults as defaultInteractions } from 'ol/interaction/defaults'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat, toLonLat, transformExtent } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import CircleStyle from 'ol/style/Circle'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import type { GridId, LabelPlace, Outline } from '../lib/bindings'
import type { Bbox, Tool } from '../lib/mode'
import { framing, type Corner } from './framing'
import { cellAt, cellFeatureAt, siteAt, type Layer, type SiteHit } from './hit'
import { denominator, groundResolution } from './scale'
import { FigureLayer, type Over } from './figures'
import { Highlights } from './highlights'
import { figure, labelOf } from './label'
import { MosaicLayer } from './mosaic'
import { Pace } from './pace'
import { Picture } from './picture'
import { PointLayer } from './points'
import { SharpTiles } from './sharp'
import { StreetLabels } from './street'
import { MAX_ZOOM, TOP_RESOLUTION, tileSource } from './source'
import { baseStyle, siteStyle, type Look } from './styles'
import { siteIcon, type Symbol } from './symbols'
import { toolInteractions } from './tools'

type LonLat = [number, number]
type Box = { bbox: Bbox; corner: Corner | null }
export interface MapView {
  bbox: Bbox
  centre: LonLat
  zoom: number
  scale: number
}

export interface Handlers {
  moved: (view: MapView) => void
  pointed: (at: LonLat | null) => void
  /** `cell` may have to be looked up. */
  clicked: (hit: { site: SiteHit | null; cell: Promise<number | null>; at: LonLat; erase: boolean }) => void
  /** What takes the cells of a stroke that is made now, to give them or to take them back. */
  painting: (erase: boolean) => (cells: number[]) => void
  ringed: (ring: LonLat[], erase: boolean) => void
  ready: (yes: boolean) => void
  /** The tiles of the last address are drawn, those of a changed project with them. */
  drawn: () => void
  /** The cells that hold some places; null where none does. */
  cellsAt: (at: LonLat[]) => Promise<(GridId | null)[]>
  /** The outlines of cells as they are seen within a view. */
  outlines: (cells: GridId[], bbox: Bbox, zoom: number) => Promise<Outline[]>
  /** Where labels stand on the parts of cells that a view shows. */
  labelPlaces: (cells: GridId[], bbox: Bbox, zoom: number) => Promise<LabelPlace[]>
}

/** A site that is selected: its symbol stands out of any cluster that holds it. */
export interface MarkedSite {
  at: LonLat
  symbol: Symbol
}

const lonLat = (c: Coordinate): LonLat => toLonLat(c) as LonLat

const ring = (color: string, width: number, radius: number) => new Style({ image: new CircleStyle({ radius, stroke: new Stroke({ color, width }) }) })
/** Half of what the ring of a site covers, in CSS pixels. */
const MARK = 18
const markStyles: Record<string, Style[]> = {
  site: [ring('#FFFFFF', 6.5, 15), ring('#1A5490', 3.4, 15)],
  spot: [
    ring('#FFFFFF', 6, 11),
    new Style({ image: new CircleStyle({ radius: 11, fill: new Fill({ color: 'rgba(26,84,144,0.22)' }), stroke: new Stroke({ color: '#1A5490', width: 2.6, lineDash: [5, 3] }) }) }),
    new Style({ image: new CircleStyle({ radius: 2.5, fill: new Fill({ color: '#1A5490' }) }) }),
  ],
}

const markStyle = (f: FeatureLike, look: Look): Style[] | undefined => {
  const mark = String(f.get('mark'))
  const symbol = f.get('symbol') as Symbol | undefined
  // Laid on the cluster's disc, on which it could not be told from the figure.
  const own = mark === 'site' && symbol && look.sites ? [blank, new Style({ image: siteIcon(symbol) })] : []
  return [...(markStyles[mark] ?? []), ...own]
}
const blank = new Style({ image: new CircleStyle({ radius: 13, fill: new Fill({ color: '#FFFFFF' }) }) })

/** What holds the map with all that stands on it. */
const room = (target: HTMLElement) => target.closest('[data-map-room]') ?? target.parentElement

/** What of the page stands on the map: its legend, scale, arrow, buttons and banner. */
const over = (target: HTMLElement): Over[] => {
  const map = target.getBoundingClientRect()
  return [...(room(target)?.querySelectorAll('[data-over-map]') ?? [])].map((el) => {
    const b = el.getBoundingClientRect()
    return { left: b.left - map.left, top: b.top - map.top, right: b.right - map.left, bottom: b.bottom - map.top }
  })
}

export class GridMap {
  readonly #map: OlMap
  readonly #base: Layer
  readonly #mosaic: MosaicLayer
  readonly #high: Highlights
  readonly #labels: FigureLayer
  readonly #street: StreetLabels
  readonly #sites: Layer
  readonly #marks = new VectorSource()
  readonly #points = new Picture(() => this.#map.render())
  readonly #handlers: Handlers
  #look: Look
  #tool: Tool | null = null
  #erase = false
  #held = false
  readonly #still: boolean
  /** The frame that was drawn last, and the last before the tiles of another address were asked for. */
  #frame = 0
  #before = 0
  readonly #watch: ResizeObserver
  readonly #beside: MutationObserver
  /** The box that is flown to, and the one that was brought into sight last with the view that came of it. */
  #flying: Box | null = null
  #fitted: (Box & { centre: Coordinate | undefined; resolution: number | undefined }) | null = null

  constructor(target: HTMLElement, url: string, look: Look, handlers: Handlers) {
    this.#handlers = handlers
    this.#look = look
    this.#still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const source = tileSource(url)
    const pace = new Pace()
    this.#mosaic = new MosaicLayer(url, look)
    this.#base = new SharpTiles(pace, { source, renderBuffer: 64, style: (f, resolution) => baseStyle(f, this.#look, resolution) })
    this.#high = new Highlights(() => this.#look, (cells) => handlers.outlines(cells, this.#bbox(), Math.ceil(this.#map.getView().getZoom() ?? 0)))
    // Layers of one declutter group are placed from the top down: symbols first, labels where room is left.
    this.#street = new StreetLabels(this.#base, () => this.#look, handlers.labelPlaces, () => this.#map.render())
    this.#labels = new FigureLayer(this.#points, pace, source, (f, scale) => labelOf(f, this.#look, scale), () => this.#street.spots, () => [...over(target), ...this.#marked()])
    this.#sites = new PointLayer(this.#points, pace, { source, style: (f) => siteStyle(f, this.#look) })
    const marks = new VectorLayer({ source: this.#marks, style: (f) => markStyle(f, this.#look) })
    this.#map = new OlMap({
      target,
      controls: [],
      interactions: defaultInteractions({ altShiftDragRotate: false, pinchRotate: false }).extend([
        new DragPan({ condition: (e) => (e.originalEvent as PointerEvent).button === 1 }),
      ]),
      layers: [this.#mosaic, this.#base, ...this.#high.layers, this.#labels, this.#sites, marks],
      view: new View({ center: [0, 0], zoom: 2, maxResolution: TOP_RESOLUTION, minZoom: 0, maxZoom: MAX_ZOOM, enableRotation: false }),
    })
    for (const tool of toolInteractions({
      tool: () => this.#tool,
      cell: (at) => cellAt(this.#base, at),
      cells: (places) => this.#cellsAt(places),
      painting: () => handlers.painting(this.#erase),
      ringed: (points) => handlers.ringed(points.map(lonLat), this.#erase),
    })) {
      this.#map.addInteraction(tool)
    }
    // A place may get its width only when its list is there: what was fitted stays whole in the room there is.
    this.#watch = new ResizeObserver(() => {
      // On paper only the document is there: a map without a size has no view to find.
      if (!target.clientWidth || !target.clientHeight) return
      const box = this.#box
      if (box) this.fit(box.bbox, false, box.corner)
      else this.#map.updateSize()
    })
    this.#watch.observe(target)
    // What stands on the map comes and goes: names make room for it.
    this.#beside = new MutationObserver(() => this.#map.render())
    const around = room(target)
    if (around) this.#beside.observe(around, { childList: true, subtree: true })
    this.#listen(target)
  }

  #listen(target: HTMLElement) {
    const map = this.#map
    const modifiers = (e: PointerEvent | MouseEvent) => {
      this.#erase = e.altKey || e.ctrlKey
    }
    target.addEventListener('pointerdown', modifiers, { capture: true })
    target.addEventListener('pointermove', modifiers, { capture: true })
    map.on('click', (e) => this.#click(e.coordinate))
    map.on('pointermove', (e: MapBrowserEvent) => {
      if (e.dragging) return
      this.#handlers.pointed(lonLat(e.coordinate))
      const resolution = map.getView().getResolution() ?? 1
      const onSomething = this.#tool !== null || siteAt(this.#sites, e.coordinate, resolution) !== null || cellAt(this.#base, e.coordinate) !== null || this.#mosaic.holds(e.coordinate)
      target.classList.toggle('on-something', onSomething)
    })
    target.addEventListener('pointerleave', () => this.#handlers.pointed(null))
    map.on('movestart', () => this.#handlers.ready(false))
    map.on('loadstart', () => this.#handlers.ready(false))
    map.on('moveend', () => this.#tell())
    map.on('postrender', (e) => (this.#frame = e.frameState?.index ?? this.#frame))
    map.on('rendercomplete', (e) => {
      // It is told late: of a frame that was drawn before the new tiles were asked for, too. What stands on such a frame is of the old ones.
      if ((e.frameState?.index ?? 0) <= this.#before) return
      this.#handlers.drawn()
      void Promise.all([this.#high.drawn(), this.#labelStreets()]).then(() => this.#handlers.ready(true))
    })
  }

  async #labelStreets() {
    const view = this.#map.getView()
    const [resolution, zoom] = [view.getResolution(), view.getZoom()]
    const size = this.#map.getSize()
    if (resolution === undefined || zoom === undefined || !size) return
    const extent = view.calculateExtent(size) as Bbox
    await this.#street.show(this.#base.getSource()?.getUrls()?.[0] ?? '', { extent, resolution, zoom }, this.#labels.cut)
  }

  /** The cells at places where the page holds no outlines: none are there, they come as pixels, or are on their way. */
  async #cellsAt(places: Coordinate[]): Promise<(number | null)[]> {
    return places.length ? this.#handlers.cellsAt(places.map(lonLat)) : []
  }

  async #cell(at: Coordinate): Promise<number | null> {
    return cellAt(this.#base, at) ?? (await this.#cellsAt([at]))[0] ?? null
  }

  #click(at: Coordinate) {
    if (this.#tool !== null && this.#tool !== 'browse') return
    const resolution = this.#map.getView().getResolution() ?? 1
    const site = this.#look.assigning || !this.#look.sites ? null : siteAt(this.#sites, at, resolution)
    this.#handlers.clicked({ site, cell: this.#cell(at), at: lonLat(at), erase: this.#erase })
  }

  #bbox(): Bbox {
    return transformExtent(this.#map.getView().calculateExtent(this.#map.getSize()), 'EPSG:3857', 'EPSG:4326') as Bbox
  }

  #tell() {
    const view = this.#map.getView()
    const size = this.#map.getSize()
    const centre = view.getCenter()
    if (!size || !centre || !size[0] || !size[1]) return
    const bbox = this.#bbox()
    this.#high.look()
    const at = lonLat(centre)
    const zoom = view.getZoom() ?? 0
    this.#handlers.moved({ bbox, centre: at, zoom, scale: denominator(groundResolution(zoom, at[1])) })
  }

  /** The click of a keyboard: what lies in the middle. */
  async clickMiddle() {
    const centre = this.#map.getView().getCenter()
    if (!centre) return
    this.#erase = false
    if (this.#tool === 'paint') {
      const take = this.#handlers.painting(false)
      const cell = await this.#cell(centre)
      if (cell !== null) take([cell])
    } else this.#click(centre)
  }

  /** Tiles of another revision or filter; the old ones stand until the new are there. */
  setUrl(url: string) {
    const source = this.#base.getSource()
    if (!source || source.getUrls()?.[0] === url) return
    this.#handlers.ready(false)
    this.#before = this.#frame
    source.setUrl(url)
    this.#mosaic.show(url, this.#look)
    this.#high.look()
  }

  setLook(look: Look) {
    const before = this.#look
    this.#look = look
    this.#handlers.ready(false)
    const painting =
      before.colour !== look.colour || before.assigning !== look.assigning || before.vacant !== look.vacant || before.classes !== look.classes
    const pending = before.pending !== look.pending || before.person !== look.person || before.handName !== look.handName
    if (painting || before.person !== look.person || before.handName !== look.handName || before.borders !== look.borders || before.ground !== look.ground) this.#base.changed()
    if (painting || pending) this.#labels.changed()
    if (before.sites !== look.sites || before.assigning !== look.assigning) this.#sites.changed()
    this.#mosaic.show(this.#base.getSource()?.getUrls()?.[0] ?? '', look)
    if (painting || pending || before.grid !== look.grid) this.#high.look()
    this.#map.render()
  }

  /** Longitude and latitude of a pixel; null before anything is drawn. */
  placeAt(pixel: [number, number]): LonLat | null {
    const at = this.#map.getCoordinateFromPixel(pixel)
    return at ? lonLat(at) : null
  }

  /** The figure of the cell at a place, as far as the map holds it: cells that come as pixels have none. */
  figureAt(place: LonLat): string | null {
    const f = cellFeatureAt(this.#base, fromLonLat(place))
    return f ? figure(f, this.#look) : null
  }

  setTool(tool: Tool | null) {
    this.#tool = tool
    this.#map.getTargetElement()?.classList.toggle('with-tool', tool !== null && tool !== 'browse')
  }

  /** Rings the selected site, and marks the spot of a new one. */
  setMarks(site: MarkedSite | null, spot: LonLat | null) {
    this.#marks.clear()
    for (const [mark, at] of [['site', site?.at], ['spot', spot]] as const) {
      if (at) this.#marks.addFeature(new Feature({ geometry: new Point(fromLonLat(at)), mark, symbol: site?.symbol }))
    }
  }

  /** What the marks cover: a site that its filter hides is in no tile, and is seen all the same. */
  #marked(): Over[] {
    return this.#marks.getFeatures().flatMap((f) => {
      const at = f.get('mark') === 'site' ? this.#map.getPixelFromCoordinate((f.getGeometry() as Point).getCoordinates()) : null
      const [x, y] = at ?? []
      return x === undefined || y === undefined ? [] : [{ left: x - MARK, top: y - MARK, right: x + MARK, bottom: y + MARK }]
    })
  }

  /** Brings a box into sight, clear of what stands in the corner of the map. */
  fit(bbox: Bbox, animate: boolean, corner: Corner | null = null) {
    const extent = transformExtent(bbox, 'EPSG:4326', 'EPSG:3857')
    const view = this.#map.getView()
    this.#map.updateSize()
    view.cancelAnimations()
    const [wide = 0, high = 0] = this.#map.getSize() ?? []
    const shape = (extent[2]! - extent[0]!) / Math.max(1, extent[3]! - extent[1]!)
    const duration = animate && !this.#still ? 250 : 0
    const box = { bbox, corner }
    this.#flying = box
    const landed = (there: boolean) => {
      if (this.#flying !== box) return
      this.#flying = null
      this.#fitted = there ? { ...box, centre: view.getCenter(), resolution: view.getResolution() } : null
    }
    view.fit(extent, { padding: framing(shape, [wide, high], corner), maxZoom: 16, duration, callback: duration ? landed : undefined })
    if (!duration) landed(true)
  }

  /** The box that was fitted last, as long as nobody has moved on from it. */
  get #box(): Box | null {
    const [view, f] = [this.#map.getView(), this.#fitted]
    const [x, y] = view.getCenter() ?? []
    return this.#flying ?? (f && f.centre?.[0] === x && f.centre?.[1] === y && f.resolution === view.getResolution() ? f : null)
  }

  /** The view is still that of the last `fit`. */
  get fitted(): boolean {
    return this.#box !== null
  }

  go(centre: LonLat, zoom?: number) {
    const view = this.#map.getView()
    view.cancelAnimations()
    this.#flying = null
    view.setCenter(fromLonLat(centre))
    if (zoom !== undefined) view.setZoom(zoom)
  }

  /** Between the two the map is moved as under a hand: with the pictures that it has. */
  hold(yes: boolean) {
    if (yes === this.#held) return
    this.#held = yes
    const view = this.#map.getView()
    if (yes) view.beginInteraction()
    else view.endInteraction(0)
  }

  zoomBy(steps: number, at?: Coordinate) {
    const view = this.#map.getView()
    view.cancelAnimations()
    this.#flying = null
    const zoom = Math.min(MAX_ZOOM, Math.max(0, (view.getZoom() ?? 0) + steps))
    const centre = at ?? getCenter(view.calculateExtent())
    view.animate({ zoom, center: centre, duration: this.#still ? 0 : 200 })
  }

  destroy() {
    this.#watch.disconnect()
    this.#beside.disconnect()
    this.#map.setTarget(undefined)
    this.#points.dispose()
    this.#map.dispose()
  }
}
