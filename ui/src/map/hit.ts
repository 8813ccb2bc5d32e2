// What lies under a point of the map, asked of the tiles' geometry, so that it never depends on what was painted over what.
import type { Coordinate } from 'ol/coordinate'
import { intersects, type Extent } from 'ol/extent'
import { linearRingContainsXY } from 'ol/geom/flat/contains'
import type VectorTileLayer from 'ol/layer/VectorTile'
import type { FrameState } from 'ol/Map'
import type RenderFeature from 'ol/render/Feature'
import TileState from 'ol/TileState'
import type VectorRenderTile from 'ol/VectorRenderTile'
import type VectorTile from 'ol/VectorTile'
import type { TileSource } from './source'
import { clusterRadius } from './symbols'

export type Layer = VectorTileLayer<TileSource, RenderFeature>

/** Pixels around a symbol that still count as on it. */
const TOLERANCE = 4

/** Whether a point lies in a polygon of any number of parts and holes: in an odd number of its rings. */
export const inside = (flat: ArrayLike<number>, ends: readonly number[], x: number, y: number): boolean => {
  let within = false
  let start = 0
  for (const end of ends) {
    if (linearRingContainsXY(flat as number[], start, end, 2, x, y)) within = !within
    start = end
  }
  return within
}

/** What the layer's renderer keeps for its heirs. */
type Drawn = {
  frameState: FrameState | null
  renderedResolution: number
  getTileCache: () => { forEach: (f: (tile: VectorRenderTile) => void) => void }
}

/** Features of the tiles as they are now. OpenLayers' own answer has those of earlier addresses, too, which its cache still holds. */
export const featuresIn = (layer: Layer, extent: Extent): RenderFeature[] => {
  const source = layer.getSource()
  const renderer = layer.getRenderer() as unknown as Drawn | null
  if (!source || !renderer?.frameState) return []
  const grid = source.getTileGridForProjection(renderer.frameState.viewState.projection)
  const z = grid.getZForResolution(renderer.renderedResolution)
  const now = source.getKey()
  const parts = new Set<VectorTile<RenderFeature>>()
  renderer.getTileCache().forEach((tile) => {
    if (tile.key !== now || tile.tileCoord[0] !== z || tile.getState() !== TileState.LOADED) return
    for (const part of tile.getSourceTiles() as VectorTile<RenderFeature>[]) parts.add(part)
  })
  const found: RenderFeature[] = []
  for (const part of parts) {
    if (!intersects(extent, grid.getTileCoordExtent(part.tileCoord))) continue
    for (const f of part.getFeatures() ?? []) if (intersects(extent, f.getExtent())) found.push(f)
  }
  return found
}

export const cellFeatureAt = (layer: Layer, [x = 0, y = 0]: Coordinate): RenderFeature | null => {
  for (const f of featuresIn(layer, [x, y, x, y])) {
    if (f.get('layer') !== 'cell') continue
    if (inside(f.getFlatCoordinates(), f.getEnds() ?? [], x, y)) return f
  }
  return null
}

export const cellAt = (layer: Layer, at: Coordinate): number | null => {
  const id = cellFeatureAt(layer, at)?.get('id')
  return id === undefined ? null : Number(id)
}

export interface SiteHit {
  /** None for a cluster. */
  id: number | null
  n: number
  at: Coordinate
}

/** The site or cluster whose symbol is nearest under the pointer; `resolution` in map units per pixel. */
export const siteAt = (layer: Layer, [x = 0, y = 0]: Coordinate, resolution: number): SiteHit | null => {
  const reach = 24 * resolution
  let best: SiteHit | null = null
  let nearest = Infinity
  for (const f of featuresIn(layer, [x - reach, y - reach, x + reach, y + reach])) {
    if (f.get('layer') !== 'site') continue
    const [px = 0, py = 0] = f.getFlatCoordinates()
    const n = Number(f.get('n') ?? 1)
    const radius = (n > 1 ? clusterRadius(n) : 9) + TOLERANCE
    const distance = Math.hypot(px - x, py - y) / resolution
    if (distance <= radius && distance < nearest) {
      nearest = distance
      best = { id: n > 1 ? null : Number(f.get('id')), n, at: [px, py] }
    }
  }
  return best
}
