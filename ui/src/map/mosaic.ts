// The cells of tiles that hold too many to be drawn as outlines: each pixel comes with the number of its look, and is
// coloured here by the styles that colour outlines.
import type { Coordinate } from 'ol/coordinate'
import type { FeatureLike } from 'ol/Feature'
import TileLayer from 'ol/layer/Tile'
import ImageTileSource from 'ol/source/ImageTile'
import type Style from 'ol/style/Style'
import { KEPT_TILES, MAX_ZOOM } from './source'
import { baseStyle, type Look } from './styles'

const SIDE = 512
/** Set where another cell begins at the west or the north. */
const EDGE = 0x8000
/** Every pattern of a fill repeats within so many pixels. */
const SWATCH = 8
/** Between these widths of a cell in pixels the lines between cells come up. */
const LINES: readonly [number, number] = [3, 10]

interface Pixels {
  /** Properties of a cell of each look, as a vector tile would have them. */
  looks: Record<string, unknown>[]
  /** How wide a cell is in the mean, in pixels. */
  side: number
  /** Of each pixel: its look counted from 1, or 0, and `EDGE`. */
  of: Uint16Array
}

/** Reads the bytes of a mosaic; null for the empty answer of a tile that is drawn as outlines. */
export const readMosaic = (bytes: ArrayBuffer): Pixels | null => {
  if (bytes.byteLength === 0) return null
  const length = new DataView(bytes).getUint32(0, true)
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length))) as Pick<Pixels, 'looks' | 'side'>
  return { ...head, of: new Uint16Array(bytes, 4 + length) }
}

const asFeature = (properties: Record<string, unknown>): FeatureLike =>
  ({ get: (key: string) => (key === 'layer' ? 'cell' : properties[key]) }) as unknown as FeatureLike

const stylesOf = (properties: Record<string, unknown>, look: Look): Style[] => [baseStyle(asFeature(properties), look) ?? []].flat()

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

const paint = (pixels: Pixels, look: Look): HTMLCanvasElement => {
  const el = document.createElement('canvas')
  el.width = el.height = SIDE
  const c = el.getContext('2d')
  if (!c) return el
  const strength = lineStrength(pixels.side)
  const known: ([Uint32Array, Uint32Array] | undefined)[] = []
  const image = c.createImageData(SIDE, SIDE)
  const out = new Uint32Array(image.data.buffer)
  for (let i = 0; i < out.length; i++) {
    const v = pixels.of[i] as number
    if (v === 0) continue
    const number = (v & ~EDGE) - 1
    const swatch = (known[number] ??= swatches(stylesOf(pixels.looks[number] ?? {}, look), strength))
    out[i] = (v & EDGE ? swatch[1] : swatch[0])[((i >> 9) & 7) * SWATCH + (i & 7)] as number
  }
  c.putImageData(image, 0, 0)
  return el
}

/** Address of the pixels that belong to the tiles of an address. */
export const mosaicUrl = (tiles: string, look: Look): string => {
  const [path = '', query = ''] = tiles.split('?')
  const asked = new URLSearchParams(query)
  const of = new URLSearchParams({ shade: look.assigning ? 'chief' : look.colour })
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

  constructor(tiles: string, look: Look) {
    super({
      cacheSize: KEPT_TILES,
      source: new ImageTileSource({ loader: nothing, tileSize: SIDE, maxZoom: MAX_ZOOM, wrapX: false, transition: 0, zDirection: 1 }),
    })
    this.show(tiles, look)
  }

  /** Other tiles or another look; what is shown stands until the new is there. */
  show(tiles: string, look: Look) {
    const url = mosaicUrl(tiles, look)
    const key = [url, look.borders, look.small, look.person == null ? '' : look.wears(look.person), JSON.stringify(look.classes), look.walks.join()].join('|')
    if (key === this.#key) return
    this.#key = key
    const source = this.getSource() as unknown as Settable
    source.setLoader(async (z, x, y, { signal }) => {
      const answer = await fetch(url.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`), { signal })
      if (!answer.ok) throw new Error(`${answer.status}`)
      const pixels = readMosaic(await answer.arrayBuffer())
      return pixels ? paint(pixels, look) : null
    })
    source.setKey(key)
  }

  /** Whether a cell is shown here at a place of the map. */
  holds(at: Coordinate): boolean {
    const pixel = this.getMapInternal()?.getPixelFromCoordinate(at)
    const shown = pixel && this.getData(pixel)
    return shown instanceof Uint8ClampedArray || shown instanceof Uint8Array ? (shown[3] ?? 0) > 0 : false
  }
}
