import { expect, test } from 'vitest'
import { asTable, fitting, share, spread, ticks } from './trend'

test('the steps are round and take in all values', () => {
  expect(ticks(493, 742)).toEqual([400, 500, 600, 700, 800])
  expect(ticks(0, 3)).toEqual([0, 1, 2, 3])
  expect(ticks(5, 5)).toEqual([5])
})

test('a day stands where it lies between the first and the last', () => {
  const days = ['2026-09-29', '2026-10-06', '2026-11-24']
  expect(share('2026-10-27', days)).toBeCloseTo(0.5)
  expect(share('2026-11-24', ['2026-11-24'])).toBe(1)
})

test('words that would lie on each other move apart', () => {
  expect(spread([100, 104, 40], 16)).toEqual([100, 116, 40])
})

test('the table has a line a day and a column a kind', () => {
  const trend = { days: ['2026-11-17', '2026-11-24'], kinds: [{ code: 'a', unresolved: [3, 2] }, { code: 'b', unresolved: [1, 1] }], meeting: null, unresolved: 3, yesterday: 3 }
  expect(asTable(trend, '日期', (c) => c.toUpperCase())).toBe('日期\tA\tB\n2026-11-17\t3\t1\n2026-11-24\t2\t1')
})

test('a name that is wider than its room ends in an ellipsis', () => {
  // An M is as wide as two other letters.
  const wide = (text: string) => [...text].reduce((w, c) => w + (c === 'M' ? 14 : 7), 0)
  expect(fitting('旱厕', 60, wide)).toBe('旱厕')
  expect(fitting('MMMMMM', 60, wide)).toBe('MMM…')
  const long = 'Dry toilet, household or public, incl. temporary/abandoned'
  const cut = fitting(long, 90, wide)
  expect(cut.endsWith('…') && long.startsWith(cut.slice(0, -1))).toBe(true)
  expect(wide(cut)).toBeLessThanOrEqual(90)
})
