// Where tiles come from: one source shared by every layer, so that a tile is fetched and read once.
import MVT from 'ol/format/MVT'
import type RenderFeature from 'ol/render/Feature'
import VectorTileSource from 'ol/source/VectorTile'
import type Tile from 'ol/Tile'
import TileState from 'ol/TileState'
import type VectorTile from 'ol/VectorTile'

export type TileSource = VectorTileSource<RenderFeature>

/** Zoom counted for 512-pixel tiles: 0 shows the world in one. */
export const MAX_ZOOM = 18
export const TOP_RESOLUTION = 78271.51696402048
/** Tiles that a layer keeps beside those it shows: each may hold a picture of up to four megabytes. */
export const KEPT_TILES = 8
/** The same of a layer that keeps no pictures. */
export const KEPT_POINTS = 32

/** Pixels of the screen to one of the tile that is drawn at a resolution: tiles are taken from the zoom at or below. */
export const tileScale = (resolution: number): number => {
  const zoom = Math.log2(TOP_RESOLUTION / resolution)
  return 2 ** (zoom - Math.min(MAX_ZOOM, Math.max(0, Math.floor(zoom + 1e-9))))
}

let turn = Promise.resolve()

/** One after the other, with a frame between: what many tiles hold is not read at once. A window that is not seen has no frames. */
const inTurn = <T>(work: () => T): Promise<T> => {
  const mine = turn.then(() => work())
  const frame = () => new Promise<void>((go) => (requestAnimationFrame(() => go()), setTimeout(go, 40)))
  turn = mine.then(frame, frame)
  return mine
}

const load = (tile: Tile, url: string) => {
  const t = tile as VectorTile<RenderFeature>
  t.setLoader(async (extent, _resolution, projection) => {
    try {
      const answer = await fetch(url)
      if (!answer.ok) throw new Error(`${answer.status}`)
      const bytes = await answer.arrayBuffer()
      const format = t.getFormat() as MVT<RenderFeature>
      const features = await inTurn(() => format.readFeatures(bytes, { extent, featureProjection: projection }))
      t.setFeatures(features)
      return features
    } catch {
      // The layer keeps what it has; the tile is asked for again with the next revision or view.
      t.setState(TileState.ERROR)
      return []
    }
  })
}

export const tileSource = (url: string): TileSource =>
  new VectorTileSource<RenderFeature>({
    format: new MVT(),
    url,
    tileSize: 512,
    maxZoom: MAX_ZOOM,
    wrapX: false,
    transition: 0,
    tileLoadFunction: load,
  })
