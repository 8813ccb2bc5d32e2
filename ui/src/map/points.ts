// Symbols, names and figures: placed anew where the map stands, moved as one picture while it moves.
import type { FrameState } from 'ol/Map'
import VectorTileLayer, { type Options } from 'ol/layer/VectorTile'
import type { State } from 'ol/layer/Layer'
import type RenderFeature from 'ol/render/Feature'
import CanvasVectorTileLayerRenderer from 'ol/renderer/canvas/VectorTileLayer'
import { getUid } from 'ol/util'
import type VectorRenderTile from 'ol/VectorRenderTile'
import type { Pace } from './pace'
import type { Picture } from './picture'
import { KEPT_POINTS, type TileSource } from './source'

type Update = { updateExecutorGroup_: (tile: VectorRenderTile, pixelRatio: number, projection: unknown) => void }

/** Draws points, for which a hybrid layer would make a picture of every tile and lay it over the map, empty. */
class PointRenderer extends CanvasVectorTileLayerRenderer {
  readonly #pace: Pace

  constructor(layer: PointLayer, pace: Pace) {
    super(layer, { cacheSize: KEPT_POINTS })
    this.#pace = pace
  }

  override drawTile(tile: VectorRenderTile, frame: FrameState) {
    const own = this as unknown as Update
    if (this.#pace.over(frame)) tile.executorGroups[getUid(this.getLayer())] ??= []
    else this.#pace.take(() => own.updateExecutorGroup_(tile, frame.pixelRatio, frame.viewState.projection))
  }
}

/** A layer of tiles that shows their points only. The layers of one picture share a canvas of their own and move together. */
export class PointLayer extends VectorTileLayer<TileSource, RenderFeature> {
  readonly #picture: Picture
  readonly #pace: Pace
  #moved = false

  constructor(picture: Picture, pace: Pace, options: Options<TileSource, RenderFeature>) {
    super({ ...options, className: 'points', renderMode: 'hybrid', declutter: 'map' })
    this.#picture = picture
    this.#pace = pace
  }

  override createRenderer(): CanvasVectorTileLayerRenderer {
    return new PointRenderer(this, this.#pace)
  }

  override render(frame: FrameState | null, target: HTMLElement) {
    const moved = frame && this.#picture.moved(frame)
    this.#moved = !!moved
    if (moved) return moved
    const element = super.render(frame, target)
    if (frame && element) this.#picture.drawn(element, frame)
    return element
  }

  override renderDeclutter(frame: FrameState, state: State) {
    if (!this.#moved) super.renderDeclutter(frame, state)
  }

  override renderDeferred(frame: FrameState) {
    if (!this.#moved) super.renderDeferred(frame)
  }
}
