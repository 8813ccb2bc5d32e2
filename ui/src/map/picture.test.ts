import { expect, test } from 'vitest'
import { shift, type Stand } from './picture'

const at = (x: number, y: number, resolution = 10): Stand => ({ centre: [x, y], resolution, size: [800, 400] })

/** Where the picture of a stand shows a place, once it is laid over another stand. */
const shown = (then: Stand, now: Stand, [x, y]: [number, number]) => {
  const to = shift(then, now)!
  const [px, py] = [400 + (x - then.centre[0]) / then.resolution, 200 - (y - then.centre[1]) / then.resolution]
  return [px * to.scale + to.x, py * to.scale + to.y]
}
const wanted = (now: Stand, [x, y]: [number, number]) => [400 + (x - now.centre[0]) / now.resolution, 200 - (y - now.centre[1]) / now.resolution]

test('a picture lies where the map has its places, moved, nearer and farther', () => {
  const then = at(1000, 2000)
  for (const now of [then, at(1500, 1800), at(1000, 2000, 6), at(400, 2600, 17)])
    for (const place of [[1000, 2000], [0, 0], [3000, 2500]] as [number, number][]) {
      const [x = 0, y = 0] = shown(then, now, place)
      expect([x, y].map((v) => v.toFixed(6))).toEqual(wanted(now, place).map((v) => v.toFixed(6)))
    }
})

test('it is drawn anew when much of the map would be bare, the size differs or it would be stretched', () => {
  const then = at(0, 0)
  expect(shift(then, at(3300, 0))).toBeNull()
  expect(shift(then, at(0, -1700))).toBeNull()
  expect(shift(then, at(0, 0, 4))).toBeNull()
  expect(shift(then, at(0, 0, 25))).toBeNull()
  expect(shift(then, { ...then, size: [801, 400] })).toBeNull()
})
