// Tiles painted at the very size they are shown at. OpenLayers paints each 512 pixels wide and stretches it between two
// whole zooms, which blurs every line.
import VectorTileLayer, { type Options } from 'ol/layer/VectorTile'
import type { FrameState } from 'ol/Map'
import type RenderFeature from 'ol/render/Feature'
import CanvasTileLayerRenderer from 'ol/renderer/canvas/TileLayer'
import CanvasVectorTileLayerRenderer from 'ol/renderer/canvas/VectorTileLayer'
import type Projection from 'ol/proj/Projection'
import TileState from 'ol/TileState'
import { getUid } from 'ol/util'
import type VectorRenderTile from 'ol/VectorRenderTile'
import type { Pace } from './pace'
import { KEPT_TILES, type TileSource } from './source'

type Draw = (tile: VectorRenderTile, frame: FrameState, ...place: unknown[]) => void
const { drawTile: drawAsIs } = CanvasTileLayerRenderer.prototype as unknown as { drawTile: Draw }
type Paint = (tile: VectorRenderTile, frame: FrameState) => void
/** Steps that OpenLayers keeps to itself. */
type Steps = {
  updateExecutorGroup_: (tile: VectorRenderTile, pixelRatio: number, projection: Projection) => void
  tileImageNeedsRender_: (tile: VectorRenderTile) => boolean
  renderTileImage_: Paint
}

/**
 * Paints by the layer's own brush, a step at a time and only so much in a frame. A tile that has a picture at another size keeps
 * it until its turn comes; under one that has none yet what was there before is seen, as while it loads.
 */
class SharpRenderer extends CanvasVectorTileLayerRenderer {
  readonly #pictured = new WeakSet<VectorRenderTile>()
  readonly #pace: Pace

  constructor(layer: SharpTiles, pace: Pace, paint: Paint) {
    super(layer, { cacheSize: KEPT_TILES })
    this.#pace = pace
    // The step that OpenLayers keeps to itself; this one differs from it in the size of the canvas alone.
    Object.assign(this, {
      renderTileImage_: (tile: VectorRenderTile, frame: FrameState) => {
        paint(tile, frame)
        this.#pictured.add(tile)
      },
    })
  }

  /** Whether a tile may be shown; makes it ready as far as there is time. */
  #ready(tile: VectorRenderTile, frame: FrameState): boolean {
    const own = this as unknown as Steps
    const steps = [
      () => own.updateExecutorGroup_(tile, frame.pixelRatio, frame.viewState.projection),
      () => {
        if (own.tileImageNeedsRender_(tile)) own.renderTileImage_(tile, frame)
      },
    ]
    for (const step of steps) {
      if (this.#pace.over(frame)) break
      this.#pace.take(step)
    }
    return this.#pictured.has(tile)
  }

  override getTile(...place: Parameters<CanvasVectorTileLayerRenderer['getTile']>) {
    const tile = super.getTile(...place) as VectorRenderTile | null
    // OpenLayers shows what lies under a tile that fades in: so does this, until the picture is there.
    if (tile && !Object.hasOwn(tile, 'inTransition')) {
      tile.inTransition = () => !this.#pictured.has(tile)
      tile.getAlpha = () => (this.#pictured.has(tile) ? 1 : 0)
      // Asked of every tile that is shown, also while nothing of it is made.
      tile.executorGroups[getUid(this.getLayer())] ??= []
    }
    return tile
  }

  override enqueueTiles(...all: Parameters<CanvasVectorTileLayerRenderer['enqueueTiles']>) {
    super.enqueueTiles(...all)
    const [frame, , z, tiles] = all
    for (const tile of (tiles[z] ?? []) as Iterable<VectorRenderTile>) if (tile.getState() === TileState.LOADED) this.#ready(tile, frame)
  }

  override drawTile(...all: Parameters<CanvasVectorTileLayerRenderer['drawTile']>) {
    const [tile, frame] = all
    const wanted = all[7]
    // What stands in for a tile covers what lies deeper: it must not be left out.
    if (!wanted && !this.#pictured.has(tile)) this.#pace.take(() => super.drawTile(...all))
    else if (this.#ready(tile, frame)) drawAsIs.apply(this, all as unknown as Parameters<Draw>)
  }
}

/** Cells and lines: sharp at every zoom, and pictures while the map moves. */
export class SharpTiles extends VectorTileLayer<TileSource, RenderFeature> {
  readonly #pace: Pace

  constructor(pace: Pace, options: Options<TileSource, RenderFeature>) {
    super({ ...options, renderMode: 'hybrid', cacheSize: KEPT_TILES })
    this.#pace = pace
  }

  override createRenderer() {
    return new SharpRenderer(this, this.#pace, (tile, frame) => this.#paint(tile, frame))
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
