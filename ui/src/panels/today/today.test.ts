import { expect, test } from 'vitest'
import type { TodayPage } from '../../lib/bindings'
import { first, groups, kindColumns, lineOf, matters, next, ofCells, urgentWords } from './today'

const page = (totals: Record<string, number>): TodayPage => ({
  on: '2026-11-24',
  kinds: [],
  lines: matters.map((matter) => ({ matter, total: totals[matter] ?? 0, kinds: null, urgent: null, filter: null })),
})

test('every matter of the day stands in one group', () => {
  expect(new Set(matters).size).toBe(matters.length)
  expect(groups.map((g) => g.matters.length)).toEqual([6, 5, 5, 2])
  expect(ofCells('vacant') && !ofCells('loose')).toBe(true)
})

test('the page begins with the first matter that waits, and is walked line by line', () => {
  expect(first(page({}))).toBe('overdue')
  expect(first(page({ recheck_due: 2, vacant: 1 }))).toBe('recheck_due')
  expect([next('overdue', 1), next('overdue', -1), next('paused', 1)]).toEqual(['due_today', undefined, 'reported'])
  expect(lineOf(page({ filed: 3 }), 'filed').total).toBe(3)
})

test('what presses most is said by its own day or count', () => {
  const u = { name: '西上庄村01', days_late: 41, day: '2026-10-16', round: null, count: null, struck: false }
  const short = (day: string) => day.slice(5)
  expect(urgentWords('overdue', u, short)).toBe('西上庄村01 · 逾期 41 天')
  expect(urgentWords('vacant', u, short)).toBe('西上庄村01 · 自 10-16')
  expect(urgentWords('vacant', { ...u, day: null, count: 6 }, short)).toBe('西上庄村01 · 未整改 6 处')
  expect(urgentWords('recheck_due', { ...u, round: 90 }, short)).toBe('西上庄村01 · 90 天复查 · 逾期 41 天')
  expect(urgentWords('loose', { ...u, count: 0 }, short)).toBe('西上庄村01')
  expect(urgentWords('feedback_open', { ...u, name: '7', days_late: -6 }, short)).toBe('编号 7 · 剩 6 天')
})

test('kinds beyond the room there is share one column', () => {
  expect(kindColumns(['a', 'b', 'c'])).toEqual({ own: [0, 1, 2], rest: [] })
  expect(kindColumns(['a', 'b', 'c', 'd'])).toEqual({ own: [0, 1], rest: [2, 3] })
})
