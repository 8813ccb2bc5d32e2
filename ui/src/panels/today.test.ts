import { expect, test } from 'vitest'
import type { Today } from '../lib/bindings'
import { filterOf, first, groups, ofCells } from './today'

const nothing: Today = {
  reported: 0, filed: 0, due_today: 0, overdue: 0, submitted: 0, escalated: 0, suspension_over: 0, paused: 0, recheck_due: 0, loose: 0, vacant: 0, unreachable: 0, no_department: 0,
}

test('every number of the day has one row on the page', () => {
  expect(groups.flatMap((g) => g.matters).sort()).toEqual(Object.keys(nothing).sort())
})

test('each matter is asked for by one part of the filter only', () => {
  for (const m of groups.flatMap((g) => g.matters)) {
    const f = filterOf(m)
    expect([f.states.length > 0, f.overdue, f.watch !== null].filter(Boolean)).toHaveLength(1)
    expect(f.unresolved).toBe(false)
  }
  expect(filterOf('submitted').states).toEqual(['submitted'])
  expect(ofCells('vacant') && !ofCells('loose')).toBe(true)
})

test('the page begins with the first matter that waits', () => {
  expect(first(nothing)).toBe('overdue')
  expect(first({ ...nothing, recheck_due: 2, vacant: 1 })).toBe('recheck_due')
})
