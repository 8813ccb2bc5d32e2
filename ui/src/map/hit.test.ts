import { expect, test } from 'vitest'
import type RenderFeature from 'ol/render/Feature'
import TileState from 'ol/TileState'
import { featuresIn, inside, type Layer } from './hit'

const square = (x: number, y: number, w: number) => [x, y, x + w, y, x + w, y + w, x, y + w, x, y]

test('a point in a hole is not inside', () => {
  const flat = [...square(0, 0, 10), ...square(4, 4, 2)]
  expect(inside(flat, [10, 20], 5, 5)).toBe(false)
  expect(inside(flat, [10, 20], 1, 1)).toBe(true)
})

test('a point in the second part of a multipolygon is inside', () => {
  const flat = [...square(0, 0, 2), ...square(20, 20, 2)]
  expect(inside(flat, [10, 20], 21, 21)).toBe(true)
  expect(inside(flat, [10, 20], 10, 10)).toBe(false)
})

test('what is found is of the tiles as they are now, not of those that the cache still holds', () => {
  const part = (...ids: number[]) => ({ tileCoord: [3, 0, 0], getFeatures: () => ids.map((id) => ({ getExtent: () => [0, 0, 1, 1], get: () => id }) as unknown as RenderFeature) })
  const tile = (key: string, z: number, state: number, ...parts: object[]) => ({ key, tileCoord: [z, 0, 0], getState: () => state, getSourceTiles: () => parts })
  const shared = part(2)
  const tiles = [
    tile('?v=1', 3, TileState.LOADED, part(1)),
    tile('?v=2', 3, TileState.LOADED, shared),
    tile('?v=2', 3, TileState.LOADED, shared, part(3)),
    tile('?v=2', 3, TileState.LOADING, part(4)),
    tile('?v=2', 2, TileState.LOADED, part(5)),
  ]
  const grid = { getZForResolution: () => 3, getTileCoordExtent: () => [0, 0, 10, 10] }
  const layer = {
    getSource: () => ({ getKey: () => '?v=2', getTileGridForProjection: () => grid }),
    getRenderer: () => ({ frameState: { viewState: {} }, renderedResolution: 1, getTileCache: () => tiles }),
  } as unknown as Layer
  expect(featuresIn(layer, [0, 0, 5, 5]).map((f) => f.get('id'))).toEqual([2, 3])
})
