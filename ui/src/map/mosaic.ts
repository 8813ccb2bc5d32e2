// The cells of tiles that hold too many to be drawn as outlines: each pixel comes with the number of its look, and is
// coloured here by the styles that colour outlines.
import type { Coordinate } from 'ol/coordinate'
import type { FeatureLike } from 'ol/Feature'
import type { FrameState } from 'ol/Map'
import TileLayer from 'ol/layer/Tile'
import ImageTileSource from 'ol/source/ImageTile'
import type Style from 'ol/style/Style'
import { KEPT_TILES, MAX_ZOOM, TOP_RESOLUTION, tileScale } from './source'
import { baseStyle, type Look } from './styles'

const SIDE = 512
/** Set where another cell begins at the west or the north. */
const EDGE = 0x8000
/** How many steps a hatch is laid wider there, by these two digits; below them is the number of the look. */
const HATCH = 13
const NUMBER = (1 << HATCH) - 1
/** Every pattern of a fill repeats within so many pixels. */
const SWATCH = 24
/** Between these widths of a cell in pixels the lines between cells come up. */
const LINES: readonly [number, number] = [3, 10]

interface Pixels {
  /** Properties of a cell of each look, as a vector tile would have them. */
  looks: Record<string, unknown>[]
  /** How wide a cell is in the mean, in pixels. */
  side: number
  /** Of each pixel: its look counted from 1, or 0, its hatch, and `EDGE`. */
  of: Uint16Array
}

/** Reads the bytes of a mosaic; null for the empty answer of a tile that is drawn as outlines. */
export const readMosaic = (bytes: ArrayBuffer): Pixels | null => {
  if (bytes.byteLength === 0) return null
  const length = new DataView(bytes).getUint32(0, true)
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length))) as Pick<Pixels, 'looks' | 'side'>
  return { ...head, of: new Uint16Array(bytes, 4 + length) }
}

const asFeature = (properties: Record<string, unknown>, wider: number): FeatureLike =>
  ({ get: (key: string) => (key === 'layer' ? 'cell' : key === 'wider' ? wider : properties[key]) }) as unknown as FeatureLike

const stylesOf = (properties: Record<string, unknown>, wider: number, look: Look): Style[] => [baseStyle(asFeature(properties, wider), look) ?? []].flat()

/** How strongly lines are drawn between cells of a width. */
export const lineStrength = (side: number): number => Math.min(1, Math.max(0, (side - LINES[0]) / (LINES[1] - LINES[0])))

let brush: CanvasRenderingContext2D | null = null

/** The pixels of one look, and the same where a line runs over them. */
const swatches = (styles: readonly Style[], strength: number): [Uint32Array, Uint32Array] => {
  if (!brush) {
    const el = document.createElement('canvas')
    el.width = el.height = SWATCH
    brush = el.getContext('2d', { willReadFrequently: true })
  }
  const c = brush
  const read = () => new Uint32Array((c as CanvasRenderingContext2D).getImageData(0, 0, SWATCH, SWATCH).data.buffer)
  if (!c) return [new Uint32Array(SWATCH * SWATCH), new Uint32Array(SWATCH * SWATCH)]
  c.globalAlpha = 1
  c.clearRect(0, 0, SWATCH, SWATCH)
  const cover = (colour: unknown) => {
    c.fillStyle = colour as string
    c.fillRect(0, 0, SWATCH, SWATCH)
  }
  for (const s of styles) {
    const fill = s.getFill()?.getColor()
    if (fill) cover(fill)
  }
  const plain = read()
  c.globalAlpha = strength
  for (const s of styles) {
    const line = s.getStroke()?.getColor()
    if (line) cover(line)
  }
  return [plain, read()]
}

/** Where a tile's pixels begin in patterns that run on from tile to tile. */
export const phase = (tile: number, z: number, exact: number): number => {
  const at = Math.round((tile - 2 ** (z - 1)) * exact) % SWATCH
  return at < 0 ? at + SWATCH : at
}

const paint = (pixels: Pixels, look: Look, size: Size, [z, x, y]: readonly [number, number, number]): HTMLCanvasElement => {
  const side = Math.sqrt(pixels.of.length)
  const el = document.createElement('canvas')
  el.width = el.height = side
  const c = el.getContext('2d')
  if (!c) return el
  const strength = lineStrength(pixels.side)
  const known: ([Uint32Array, Uint32Array] | undefined)[] = []
  const image = c.createImageData(side, side)
  const out = new Uint32Array(image.data.buffer)
  const within = (from: number) => Uint8Array.from({ length: side }, (_, i) => Math.floor((from + i) / size.ratio) % SWATCH)
  const [columns, rows] = [within(phase(x, z, size.exact)), within(phase(y, z, size.exact))]
  for (let row = 0, i = 0; row < side; row++) {
    const line = (rows[row] as number) * SWATCH
    for (let column = 0; column < side; column++, i++) {
      const v = pixels.of[i] as number
      if (v === 0) continue
      const key = v & ~EDGE
      const swatch = (known[key] ??= swatches(stylesOf(pixels.looks[(key & NUMBER) - 1] ?? {}, key >> HATCH, look), strength))
      out[i] = (v & EDGE ? swatch[1] : swatch[0])[line + (columns[column] as number)] as number
    }
  }
  c.putImageData(image, 0, 0)
  return el
}

/** How large the tiles of a view are shown: pixels of the screen along their edge, to the pixel of CSS, and CSS pixels to one of the tile's own. */
export interface Size {
  exact: number
  ratio: number
  scale: number
}

export const sizeAt = (resolution: number, ratio: number): Size => {
  const scale = tileScale(resolution)
  return { exact: SIDE * scale * ratio, ratio, scale }
}

/** Address of the pixels that belong to the tiles of an address. */
export const mosaicUrl = (tiles: string, look: Look, size: Size): string => {
  const [path = '', query = ''] = tiles.split('?')
  const asked = new URLSearchParams(query)
  const of = new URLSearchParams({ side: `${Math.round(size.exact)}`, px: size.scale.toFixed(4), shade: look.assigning ? 'chief' : look.colour })
  if (look.assigning && look.handName) of.set('hand', look.handName)
  for (const key of ['v', 'on', 'since']) {
    const value = asked.get(key)
    if (value) of.set(key, value)
  }
  return `${path.replace('/tile/', '/mosaic/')}?${of.toString()}`
}

type Loader = (z: number, x: number, y: number, options: { signal: AbortSignal }) => Promise<HTMLCanvasElement | null>

/** What the source's type keeps for its heirs. A tile that loads as null is drawn as nothing. */
type Settable = { setLoader: (loader: Loader) => void; setKey: (key: string) => void }

const nothing = () => Promise.reject<HTMLCanvasElement>(new Error('no address yet'))

export class MosaicLayer extends TileLayer<ImageTileSource> {
  #key = ''
  #tiles: string
  #look: Look
  #size: Size = { exact: SIDE, ratio: 1, scale: 1 }

  constructor(tiles: string, look: Look) {
    super({
      cacheSize: KEPT_TILES,
      source: new ImageTileSource({ loader: nothing, tileSize: SIDE, maxZoom: MAX_ZOOM, wrapX: false, transition: 0, zDirection: 1, interpolate: false }),
    })
    this.#tiles = tiles
    this.#look = look
    this.show(tiles, look)
  }

  /** Stretched pixels blur every line: where the view stands still, its tiles are asked for at the size they are shown at. */
  override render(frame: FrameState, target: HTMLElement) {
    const [animating = 0, interacting = 0] = frame.viewHints
    if (!animating && !interacting) {
      const size = sizeAt(frame.viewState.resolution, frame.pixelRatio)
      if (size.exact !== this.#size.exact || size.ratio !== this.#size.ratio) {
        this.#size = size
        this.show(this.#tiles, this.#look)
      }
    }
    return super.render(frame, target)
  }

  /** Other tiles or another look; what is shown stands until the new is there. */
  show(tiles: string, look: Look) {
    this.#tiles = tiles
    this.#look = look
    const size = this.#size
    const url = mosaicUrl(tiles, look, size)
    const key = [url, size.ratio, look.borders, look.small, look.person == null ? '' : look.wears(look.person), JSON.stringify(look.classes), look.walks.join()].join('|')
    if (key === this.#key) return
    this.#key = key
    const source = this.getSource() as unknown as Settable
    source.setLoader(async (z, x, y, { signal }) => {
      const answer = await fetch(url.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`), { signal })
      if (!answer.ok) throw new Error(`${answer.status}`)
      const pixels = readMosaic(await answer.arrayBuffer())
      return pixels ? paint(pixels, look, size, [z, x, y]) : null
    })
    source.setKey(key)
  }

  /** Whether a cell is shown here at a place of the map. */
  holds([x = 0, y = 0]: Coordinate): boolean {
    const renderer = this.getRenderer() as unknown as Drawn | null
    const frame = renderer?.frameState
    if (!renderer || !frame) return false
    const z = Math.min(MAX_ZOOM, Math.max(0, Math.floor(Math.log2(TOP_RESOLUTION / frame.viewState.resolution) + 1e-9)))
    const [column, row] = [(x / TOP_RESOLUTION / SIDE + 0.5) * 2 ** z, (0.5 - y / TOP_RESOLUTION / SIDE) * 2 ** z]
    const image = renderer.getTile(z, Math.floor(column), Math.floor(row), frame)?.getData?.()
    if (!(image instanceof HTMLCanvasElement)) return false
    const shown = renderer.getImageData(image, Math.floor((column % 1) * image.width), Math.floor((row % 1) * image.height))
    return (shown?.[3] ?? 0) > 0
  }
}

/** What the layer's renderer keeps for its heirs; its own way to a pixel takes every tile to be of one size. */
type Drawn = {
  frameState: FrameState | null
  getTile: (z: number, x: number, y: number, frame: FrameState) => { getData?: () => unknown } | null
  getImageData: (image: HTMLCanvasElement, column: number, row: number) => Uint8ClampedArray | null
}
