// Names, figures and symbols: placed anew where the map stands, moved as one picture while it moves.
import type { FrameState } from 'ol/Map'
import VectorTileLayer, { type Options } from 'ol/layer/VectorTile'
import type { State } from 'ol/layer/Layer'
import type RenderFeature from 'ol/render/Feature'
import CanvasVectorTileLayerRenderer from 'ol/renderer/canvas/VectorTileLayer'
import type { Picture } from './picture'
import { KEPT_POINTS, type TileSource } from './source'

type Frame = { pixelRatio: number; viewState: { projection: unknown } }

/** Draws points and text, for which a hybrid layer would make a picture of every tile and lay it over the map, empty. */
class PointRenderer extends CanvasVectorTileLayerRenderer {
  override drawTile(tile: unknown, frame: unknown) {
    const { pixelRatio, viewState } = frame as Frame
    const own = this as unknown as { updateExecutorGroup_: (tile: unknown, pixelRatio: number, projection: unknown) => void }
    own.updateExecutorGroup_(tile, pixelRatio, viewState.projection)
  }
}

/** A layer of tiles that shows their points only. The layers of one picture share a canvas of their own and move together. */
export class PointLayer extends VectorTileLayer<TileSource, RenderFeature> {
  readonly #picture: Picture
  #moved = false

  constructor(picture: Picture, options: Options<TileSource, RenderFeature>) {
    super({ ...options, className: 'points', renderMode: 'hybrid', declutter: 'map' })
    this.#picture = picture
  }

  override createRenderer() {
    return new PointRenderer(this, { cacheSize: KEPT_POINTS })
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
