import type { FeatureLike } from 'ol/Feature'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { labelOf } from './label'
import type { Look } from './styles'

// Without a canvas a letter counts as twelve pixels wide.
beforeAll(() => vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }) }))
afterAll(() => vi.unstubAllGlobals())

const look = (more: Partial<Look> = {}) =>
  ({ colour: 'unresolved', assigning: false, pending: new Map(), classes: { unresolved: [1, 2, 3, 5, 11], overdue: [1, 2, 3, 5, 11] }, walks: [], vacant: '无网格长', never: '从未', lack: () => '', ...more }) as unknown as Look
const cell = (properties: Record<string, unknown>) => ({ get: (key: string) => properties[key] }) as unknown as FeatureLike
const written = (of: ReturnType<typeof labelOf>) => of?.lines.map((l) => l.text)

test('a cell has its name over its figure where both have room, else the figure, else nothing', () => {
  const of = (room: number) => labelOf(cell({ name: '沈家村', u: 28, room, named: 0 }), look())
  expect(written(of(60))).toEqual(['沈家村', '28'])
  expect(written(of(14))).toEqual(['28'])
  expect(of(4)).toBeNull()
})

test('what there is to see is said larger first: a figure that says something is written smaller before it is left out', () => {
  const of = (u: number) => labelOf(cell({ name: '', u, room: 11, named: 1e9 }), look())
  expect(of(28)?.lines[0]?.px).toBe(11)
  expect(of(0)?.lines[0]?.px).toBe(15)
})

test('a label ranks by the figure that its colour shows', () => {
  const f = cell({ name: '', u: 5, o: 2, d: -7, room: 40, named: 1e9 })
  expect([look(), look({ colour: 'overdue' }), look({ colour: 'change' })].map((l) => labelOf(f, l)?.rank)).toEqual([5, 2, 7])
})

test('a cell that waits for another says for whom: by the whole name, or by one that shows that it is cut', () => {
  const pending = new Map([[1, { person: 7, whole: true, word: '韩永福' }]])
  const of = (room: number) =>
    written(labelOf(cell({ id: 1, u: 3, room, named: 1e9 }), look({ assigning: true, person: 9, pending, wears: () => 0 })))
  expect(of(30)).toEqual(['韩永福'])
  expect(of(14)).toEqual(['韩…'])
  expect(of(9)).toEqual(['3'])
})
