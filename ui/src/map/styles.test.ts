import type { FeatureLike } from 'ol/Feature'
import type Style from 'ol/style/Style'
import { expect, test } from 'vitest'
import { baseStyle, type Look } from './styles'

const look = { ground: true, small: false } as Look
const feature = (kind: string) => ({ get: (key: string) => ({ layer: 'ground', kind })[key] }) as unknown as FeatureLike
const width = (kind: string, resolution: number) => Math.max(...[baseStyle(feature(kind), look, resolution) ?? []].flat().map((s: Style) => s.getStroke()?.getWidth() ?? 0))

test('what runs over cells is thinner where they are small, so that their colours are seen', () => {
  expect(width('river', 5)).toBe(7)
  expect(width('river', 115)).toBeLessThan(2.5)
  expect(width('river', 115)).toBeGreaterThan(1.5)
  expect(width('road', 115)).toBeLessThan(width('road', 5))
})
