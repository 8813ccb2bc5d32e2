import { expect, test } from 'vitest'
import { lettering, shortened } from './room'

const width = (text: string) => [...text].length * 12

test('a figure stands only where its cell has room, and a name where there is more', () => {
  expect(lettering(4, 48, 9)).toBe('none')
  expect(lettering(7, 48, 9)).toBe('figure')
  expect(lettering(7, 48, 27)).toBe('none')
  expect(lettering(16, 48, 9)).toBe('figure')
  expect(lettering(30, 48, 18)).toBe('both')
  expect(lettering(300, 0, 18)).toBe('figure')
})

test('a long name is cut to its cell, and left out where nothing readable would stay', () => {
  expect(shortened('石家营村', 30, width)).toBe('石家营村')
  const long = '石家营村民委员会第二网格'
  expect(shortened(long, 40, width)).toMatch(/^石家营村.*…$/)
  expect(width(shortened(long, 40, width))).toBeLessThanOrEqual(96)
  expect(shortened(long, 20, width)).toBe('')
})
