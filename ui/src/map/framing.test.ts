import { expect, test } from 'vitest'
import { framing } from './framing'

const legend = { wide: 270, high: 100 }

test('a wide map shows the ground beside the legend, a narrow one above it', () => {
  expect(framing(0.8, [1024, 496], legend)).toEqual([36, 56, 36, 270])
  expect(framing(0.8, [512, 428], legend)).toEqual([36, 56, 100, 36])
})

test('a map that the legend would take most of shows the ground under it', () => {
  expect(framing(1, [300, 150], legend)).toEqual([36, 56, 36, 36])
})

test('without a legend the whole map is the ground’s', () => {
  expect(framing(1, [300, 150], null)).toEqual([36, 56, 36, 36])
})
