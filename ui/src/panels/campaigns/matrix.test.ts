import { expect, test } from 'vitest'
import type { Matrix, MatrixPart, MatrixRow, Square, Squares } from '../../lib/bindings'
import { span as lateDays } from '../../lib/days'
import { lang } from '../../lib/i18n.svelte'
import { chineseReason } from '../reasons.zh'
import { HIGH, lines, rowRate, squareClass, sumClass, sumRate, tops, walk, wanted, window } from './matrix'
import { countWords, squareWords, sumWords, title } from './words'

const sums = (over: Partial<Squares> = {}): Squares => ({ tasks: 0, complete: 0, overdue: 0, done: 0, total: 0, empty: 0, exempt: 0, ...over })
const square = (over: Partial<Square> = {}): Square => ({ task: 1, state: 'open', basis: 'sites', done: 0, total: 4, complete: false, overdue: false, ...over })
const grid = (id: number, name: string) => ({ id, code: `C${id}`, name, level: 'cell' as const })
const row = (id: number, over: Partial<MatrixRow> = {}): MatrixRow => ({
  grid: grid(id, `格${id}`), subdistrict: '', chief: null, squares: [square()], exempt: [], empty: 0, overdue: 0, ...over,
})
const part = (id: number | null, over: Partial<MatrixPart> = {}): MatrixPart => ({
  grid: id === null ? null : grid(id, `街${id}`), cells: 2, empty: 0, overdue: 0, squares: [sums()], ...over,
})
const matrix = (subdistricts: MatrixPart[]): Matrix => ({
  on: '2026-11-24', campaigns: [], rows: [], subdistricts, squares: [], cells: 0, empty: 0, overdue: 0,
})

test('a folded part is one line, an unfolded one has its rows below it, and one still asked for says so', () => {
  const m = matrix([part(1), part(2), part(null)])
  const all = lines(m, new Map([[1, [row(11), row(12)]]]), new Set([1, 0]), 'all')
  expect(all.map((l) => l.kind)).toEqual(['part', 'cell', 'cell', 'part', 'part', 'wait'])
  expect(all[3]).toMatchObject({ open: false })
})

test('a filter keeps only the parts and rows that it is about', () => {
  const m = matrix([part(1, { empty: 2 }), part(2, { overdue: 1 })])
  const rows = new Map([
    [1, [row(11, { empty: 2 }), row(12)]],
    [2, [row(21), row(22, { overdue: 1 })]],
  ])
  const open = new Set([1, 2])
  const names = (show: 'empty' | 'overdue') => lines(m, rows, open, show).map((l) => (l.kind === 'cell' ? l.row.grid.id : l.kind === 'part' ? l.part.grid?.id : 0))
  expect(names('empty')).toEqual([1, 11])
  expect(names('overdue')).toEqual([2, 22])
})

test('after an edit folded parts are asked for too, so that none is unfolded with what was', () => {
  expect(wanted([1, 2], [1, 3], false)).toEqual([2])
  expect(wanted([1, 2], [1, 3], true)).toEqual([1, 2, 3])
})

test('only the lines in sight are drawn, however many there are', () => {
  const many = Array.from({ length: 5000 }, (_, i) => row(i + 10))
  const all = lines(matrix([part(1)]), new Map([[1, many]]), new Set([1]), 'all')
  const at = tops(all)
  expect(at.at(-1)).toBe(HIGH.part + 5000 * HIGH.cell)
  const [from, to] = window(at, 70_000, 500)
  expect(to - from).toBeLessThan(40)
  expect(at[from] ?? 0).toBeLessThanOrEqual(70_000)
  expect(at[to] ?? 0).toBeGreaterThanOrEqual(70_500)
  expect(window(at, 0, 500)[0]).toBe(0)
  expect(window(at, 1e9, 500)[1]).toBe(5001)
  expect(window(tops([]), 0, 500)).toEqual([0, 0])
})

test('arrows walk the squares and stop at the edges', () => {
  const go = (line: number, column: number, key: string) => walk({ line, column }, key, 5, 3, 2)
  expect(go(0, -1, 'ArrowUp')).toEqual({ line: 0, column: -1 })
  expect(go(0, 1, 'ArrowDown')).toEqual({ line: 1, column: 1 })
  expect(go(3, 1, 'PageDown')).toEqual({ line: 4, column: 1 })
  expect(go(2, 2, 'ArrowRight')).toEqual({ line: 2, column: 2 })
  expect(go(2, 2, 'Home')).toEqual({ line: 2, column: -1 })
  expect(go(2, -1, 'End')).toEqual({ line: 2, column: 2 })
  const here = { line: 1, column: 1 }
  expect(walk(here, 'x', 5, 3, 2)).toBe(here)
})

test('the darkest colour is kept for what is complete', () => {
  expect(squareClass(square({ done: 4, total: 4 }))).toBe(4)
  expect(squareClass(square({ done: 4, total: 4, complete: true }))).toBe(5)
  expect(squareClass(square({ total: 0, complete: true }))).toBe(5)
  expect(squareClass(square())).toBe(0)
  expect(sumClass(sums({ tasks: 2, complete: 1, done: 9, total: 9 }))).toBe(4)
  expect(sumClass(sums({ tasks: 2, complete: 2, done: 9, total: 9 }))).toBe(5)
})

test('a rate counts complete tasks, those without sites too, and is none where there are no tasks', () => {
  const ticked = square({ total: 0, complete: true })
  expect(rowRate([ticked, ticked, square({ done: 0, total: 4 }), null])).toBe(66.7)
  expect(rowRate([square({ done: 3, total: 4 })])).toBe(0)
  expect(rowRate([null])).toBeNull()
  expect(sumRate([sums({ tasks: 3, complete: 2, done: 0, total: 4 }), sums({ tasks: 1, complete: 1 })])).toBe(75)
  expect(sumRate([])).toBeNull()
})

test('a checklist that is done but not accepted says what it waits for', () => {
  lang.now = 'zh'
  const full = square({ basis: 'items', done: 4, total: 4, overdue: true })
  expect(squareWords(full)).toBe('待提交')
  expect(squareWords({ ...full, state: 'submitted' })).toBe('待验收')
  expect(squareWords({ ...full, state: 'accepted', complete: true })).toBe('✓')
  const k = { name: '河道', name_en: '' } as Parameters<typeof title>[0]
  expect(title(k, '西', full, false)).toBe('河道 · 西：清单 4/4，待提交，逾期')
})

test('a square says its count, its state where it has none, and a share where the count would not fit', () => {
  lang.now = 'zh'
  expect(squareWords(square({ done: 5, total: 12 }))).toBe('5/12')
  expect(squareWords(square({ basis: 'whole', total: 1 }))).toBe('进行中')
  expect(squareWords(square({ basis: 'whole', total: 1, state: 'submitted' }))).toBe('待验收')
  expect(squareWords(square({ done: 4, total: 4, complete: true }))).toBe('✓')
  expect(squareWords(square({ total: 0, complete: true }))).toBe('✓')
  expect(countWords(1234, 2345)).toBe('52.6%')
})

test('a square is told in full: what, where, how far, and late or not', () => {
  lang.now = 'zh'
  const k = { name: '旱厕', name_en: 'Toilets' } as Parameters<typeof title>[0]
  expect(title(k, '西', square({ done: 1, total: 2, overdue: true }), false)).toBe('旱厕 · 西：点位 1/2，逾期')
  expect(title(k, '西', null, true)).toBe('旱厕 · 西：不适用')
  expect(title(k, '西', null, false)).toBe('旱厕 · 西：空格：未分解')
})

test('lateness is counted in days of the calendar', () => {
  expect(lateDays('2026-11-20', '2026-11-24')).toBe(4)
  expect(lateDays('2026-02-28', '2026-03-01')).toBe(1)
})

test('refusals about campaigns and tasks read in Chinese', () => {
  expect(chineseReason('campaign: 农贸市场整治 was closed on 2026-11-24; reopen it first')).toBe('“农贸市场整治”已于 2026-11-24 结束，请先重新启动')
  expect(chineseReason('accept is refused: 3 of its 5 sites are not accepted; somebody other than the one who submitted it must accept it')).toBe(
    '5 处点位中还有 3 处没有销号；验收人不能是提交人，请更换右上角的经办人',
  )
  expect(chineseReason('role: 水务局 does not hold it for this very grid; look where it is inherited from')).toBe('水务局 的责任不是直接落在本网格，请到上级网格更改')
})

test('the sum of a part is ticked when nothing is left, and says no share of nothing', () => {
  expect(sumWords(sums({ tasks: 2, complete: 2, done: 3, total: 3 }))).toBe('✓')
  expect(sumWords(sums({ tasks: 2, complete: 2 }))).toBe('✓')
  expect(sumWords(sums({ tasks: 2, complete: 1, done: 3, total: 3 }))).toBe('3/3')
})
