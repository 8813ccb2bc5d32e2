import { expect, test } from 'vitest'
import type { GridRow } from './bindings'
import { atOnce, byCell, cellsOf, groups, keyOf } from './giving'
import type { Pending } from './mode'

const cell = (id: number): GridRow => ({
  id, code: `${id}`, name: `平安路0${id}`, subdistrict: '', chief: null, chief_person: null, bbox: null,
  figures: { total: 0, unresolved: 0, overdue: 0, submitted: 0, suspended: 0, paused: 0, accepted: 0, dismissed: 0 },
})
const painted = (...all: [string, number, number | null][]): Map<string, Pending> =>
  new Map(all.map(([role, id, person]) => [keyOf(role, id), { role, person, row: cell(id) }]))

test('a cell painted in two roles waits for both, each sent in its own', () => {
  const pending = painted(['chief', 1, 7], ['chief', 2, null], ['leader', 1, 8], ['chief', 3, 7])
  expect(groups(pending)).toEqual([
    { role: 'chief', person: 7, grids: [1, 3] },
    { role: 'chief', person: null, grids: [2] },
    { role: 'leader', person: 8, grids: [1] },
  ])
})

test('the map shows what a cell waits for in the role in hand, else what was painted last', () => {
  const pending = painted(['chief', 1, 7], ['leader', 1, 8], ['leader', 2, 8], ['deputy', 3, 5], ['leader', 3, 8])
  const shown = (role: string) => [...byCell(pending, role)].map(([id, p]) => [id, p.role])
  expect(shown('chief')).toEqual([[1, 'chief'], [2, 'leader'], [3, 'leader']])
  expect(shown('leader')).toEqual([[1, 'leader'], [2, 'leader'], [3, 'leader']])
  expect(shown('deputy')).toEqual([[1, 'leader'], [2, 'leader'], [3, 'deputy']])
})

test('only a chief from today or before changes the map and the loads at once', () => {
  const [chief, leader] = [...painted(['chief', 1, 7], ['leader', 1, 8]).values()] as [Pending, Pending]
  expect(atOnce(chief, '2026-11-30', '2026-11-30')).toBe(true)
  expect(atOnce(chief, '2026-11-01', '2026-11-30')).toBe(true)
  expect(atOnce(chief, '2026-12-10', '2026-11-30')).toBe(false)
  expect(atOnce(leader, '2026-11-30', '2026-11-30')).toBe(false)
})

test('a cell that waits for two people is one cell', () => {
  expect(cellsOf(painted(['chief', 1, 7], ['leader', 1, 8], ['chief', 2, 7]))).toBe(2)
})
