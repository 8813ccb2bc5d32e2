import { expect, test } from 'vitest'
import { asideOf, roomForBoth, shortened, written } from './room'

const width = (text: string) => [...text].length * 12

test('a name stands only where its cell has room for it over its figure', () => {
  expect(roomForBoth(16, 48, 9)).toBe(false)
  expect(roomForBoth(30, 48, 18)).toBe(true)
})

test('of a figure the first form stands that has room', () => {
  const texts = [{ text: '67%', px: 15 }, { text: '67', px: 15 }, { text: '67', px: 11 }]
  const wide = ({ text, px }: { text: string; px: number }) => text.length * px * 0.6
  expect(written(20, texts, wide)).toEqual(texts[0])
  expect(written(9, texts, wide)).toEqual(texts[1])
  expect(written(7, texts, wide)).toEqual(texts[2])
  expect(written(4, texts, wide)).toBeNull()
})

test('a long name is cut to its cell, and left out where nothing readable would stay', () => {
  expect(shortened('石家营村', 30, width)).toBe('石家营村')
  const long = '石家营村民委员会第二网格'
  expect(shortened(long, 40, width)).toMatch(/^石家营村.*…$/)
  expect(width(shortened(long, 40, width))).toBeLessThanOrEqual(96)
  expect(shortened(long, 20, width)).toBe('')
})

test('a label stands aside of the symbols around its middle, within its cell', () => {
  expect(asideOf([0, 0], 100, [], 1)).toEqual({ at: [0, 0], room: 100 })
  expect(asideOf([0, 0], 100, [{ at: [70, 0], radius: 9 }], 1)).toEqual({ at: [0, 0], room: 61 })
  const { at, room } = asideOf([0, 0], 100, [{ at: [5, 0], radius: 9 }], 1)
  expect(room).toBeGreaterThan(35)
  expect(Math.hypot(at[0] - 5, at[1]) - 9).toBeGreaterThan(room - 0.001)
  expect(Math.hypot(...at) + room).toBeLessThan(100.001)
})
