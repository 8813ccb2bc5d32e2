import { expect, test } from 'vitest'
import { clusterRadius, short } from './symbols'

test('counts fit their disc', () => {
  expect([2, 999, 1000, 1234, 9999, 12345].map(short)).toEqual(['2', '999', '1.0k', '1.2k', '9.9k', '12k'])
})

test('a larger count never has a smaller disc', () => {
  const radii = [2, 9, 10, 99, 100, 999, 1000, 50000].map(clusterRadius)
  expect([...radii].sort((a, b) => a - b)).toEqual(radii)
})
