import { expect, test } from 'vitest'
import { inside } from './hit'

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
