import { expect, test } from 'vitest'
import type RenderFeature from 'ol/render/Feature'
import { keepClear, Labelled, place as placed, seenWhole, type Covered, type Placed, type Taken } from './figures'
import type { Label } from './label'

const label = (text: string, rank: number, free = 0): Label => ({
  lines: [{ text, font: '', px: 15, width: 12 * text.length, down: 0, figure: true }],
  ink: '#000',
  halo: '#fff',
  rank,
  free,
})
const at = (x: number, y: number, rank: number): Placed => ({ label: label(`${rank}`, rank), x, y })
const taken = (...boxes: Covered[]): Taken => ({
  collides: (a) => boxes.some((b) => a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY),
  insert: (box) => boxes.push(box),
})
const place = (all: Placed[], there: Taken, ratio: number) => placed(all, there, ratio, [1000, 800])
const ranks = (all: Placed[]) => all.map((one) => one.label.rank)

test('where two figures have no room beside each other, the larger one stays', () => {
  expect(ranks(place([at(100, 100, 3), at(106, 104, 7), at(160, 100, 1)], taken(), 1))).toEqual([7, 1])
})

test('nothing is put where a symbol stands', () => {
  const symbol = { minX: 95, minY: 95, maxX: 105, maxY: 105 }
  expect(ranks(place([at(100, 100, 9), at(140, 100, 2)], taken(symbol), 1))).toEqual([2])
})

test('nothing is put under the legend, on a finer screen either', () => {
  for (const ratio of [1, 2]) {
    const there = taken()
    keepClear([{ left: 0, top: 150, right: 120, bottom: 200 }], there, ratio)
    expect(ranks(place([at(100 * ratio, 160 * ratio, 9), at(200 * ratio, 160 * ratio, 2)], there, ratio))).toEqual([2])
  }
})

test('on a cell that fills the view a label gives way to the legend and stays on the cell and in the view', () => {
  const there = taken()
  keepClear([{ left: 0, top: 150, right: 120, bottom: 400 }], there, 1)
  const [one] = place([{ label: label('9', 9, 200), x: 60, y: 300 }], there, 1)
  expect(one).toBeDefined()
  expect(Math.hypot(one!.x - 60, one!.y - 300)).toBeLessThanOrEqual(200)
  expect(one!.x).toBeGreaterThan(120)
  expect(seenWhole(one!, [1000, 800], 1)).toBe(true)
  expect(place([{ label: label('9', 9, 12), x: 60, y: 300 }], there, 1)).toEqual([])
})

test('of equal figures the same one stays in whatever order they come', () => {
  const three = () => [at(100, 100, 2), at(108, 100, 2), at(116, 100, 2)]
  const places = (all: Placed[]) => place(all, taken(), 1).map((one) => one.x)
  expect(places(three().reverse())).toEqual(places(three()))
})

test('on a finer screen a figure covers as many pixels more', () => {
  const two = () => [at(100, 100, 4), at(122, 100, 3)]
  expect(ranks(place(two(), taken(), 1))).toEqual([4, 3])
  expect(ranks(place(two(), taken(), 2))).toEqual([4])
})

test('the labels of a tile that is read late, or anew, are seen', () => {
  const labels = new Labelled()
  let features: RenderFeature[] | null = null
  const tile = { getFeatures: () => features as RenderFeature[] }
  const feature = (x: number) => ({ get: () => x, getFlatCoordinates: () => [x, 0] }) as unknown as RenderFeature
  const seen = () => labels.of(tile, '1', () => label('7', 7)).map((s) => s.at[0])
  expect(seen()).toEqual([])
  features = [feature(3)]
  expect(seen()).toEqual([3])
  features = [feature(4), feature(5)]
  expect(seen()).toEqual([4, 5])
})

test('a name that the edge of the view would cut is not seen whole, on a finer screen either', () => {
  const name = { ...label('长名字的网格', 1), lines: [{ text: '长名字的网格', font: '', px: 12, width: 72, down: -9, figure: false }] }
  for (const ratio of [1, 2]) {
    const whole = (x: number, y: number) => seenWhole({ label: name, x: x * ratio, y: y * ratio }, [400 * ratio, 300 * ratio], ratio)
    expect([whole(200, 150), whole(20, 150), whole(385, 150), whole(200, 6), whole(40, 20)]).toEqual([true, false, false, false, true])
  }
})
