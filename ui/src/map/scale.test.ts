import { expect, test } from 'vitest'
import { denominator, groundResolution, metres, scaleBar } from './scale'

test('the bar is round and fits its room', () => {
  for (const r of [0.1, 0.7, 3.3, 10.6, 250, 9000]) {
    const bar = scaleBar(r, 100)
    expect(bar.width).toBeLessThanOrEqual(100)
    expect(bar.width).toBeGreaterThan(35)
    expect(bar.whole / 10 ** Math.floor(Math.log10(bar.whole) + 1e-9)).toBeCloseTo(Math.round(bar.whole / 10 ** Math.floor(Math.log10(bar.whole) + 1e-9)))
  }
})

test('a pixel at the equator and zoom 0 is a 512th of the way round', () => {
  expect(groundResolution(0, 0) * 512).toBeCloseTo(40075016.7, 0)
  expect(groundResolution(0, 60)).toBeCloseTo(groundResolution(1, 0), 3)
})

test('the denominator has two figures', () => {
  expect(denominator(10.583)).toBe(40000)
  expect(metres(500)).toBe('500 m')
  expect(metres(1000)).toBe('1 km')
})
