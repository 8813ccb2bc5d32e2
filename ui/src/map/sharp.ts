// Tiles painted at the very size they are shown at. OpenLayers paints each 512 pixels wide and stretches it between two
// whole zooms, which blurs every line.
import VectorTileLayer from 'ol/layer/VectorTile'
import type { FrameState } from 'ol/Map'
import type RenderFeature from 'ol/render/Feature'
import { getUid } from 'ol/util'
import type VectorRenderTile from 'ol/VectorRenderTile'
import type { TileSource } from './source'

/** Cells and lines: sharp at every zoom, and pictures while the map moves. */
export class SharpTiles extends VectorTileLayer<TileSource, RenderFeature> {
  override createRenderer() {
    const renderer = super.createRenderer()
    // The step that OpenLayers keeps to itself; this one differs from it in the size of the canvas alone.
    Object.assign(renderer, { renderTileImage_: (tile: VectorRenderTile, frame: FrameState) => this.#paint(tile, frame) })
    return renderer
  }

  #paint(tile: VectorRenderTile, frame: FrameState) {
    const source = this.getSource()
    if (!source) return
    const state = tile.getReplayState(this)
    state.renderedTileRevision = this.getRevision()
    const grid = source.getTileGridForProjection(frame.viewState.projection)
    const [west = 0, south = 0, east = 0, north = 0] = grid.getTileCoordExtent(tile.wrappedTileCoord)
    const resolution = tile.wantedResolution ?? grid.getResolution(tile.wrappedTileCoord[0] ?? 0)
    const context = tile.getContext()
    const { canvas } = context
    canvas.width = Math.round(((east - west) / resolution) * frame.pixelRatio)
    canvas.height = Math.round(((north - south) / resolution) * frame.pixelRatio)
    const [x, y] = [canvas.width / (east - west), canvas.height / (north - south)]
    const transform = [x, 0, 0, -y, -west * x, north * y]
    for (const group of tile.executorGroups[getUid(this)] ?? []) {
      group.execute(context, [canvas.width, canvas.height], transform, 0, true, ['Polygon', 'LineString'], null)
    }
    state.renderedTileResolution = resolution
  }
}
