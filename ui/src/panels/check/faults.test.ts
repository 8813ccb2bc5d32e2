import { expect, test } from 'vitest'
import type { Fault } from '../../lib/bindings'
import { lang } from '../../lib/i18n.svelte'
import { around, what, where } from './faults'
import { chineseFlaw } from './flaws.zh'

const fault = (f: Partial<Fault>): Fault => ({ kind: 'gap', grids: [], cells: [], site: null, number: null, where: '', at: null, area_m2: null, ...f })
const cell = (name: string) => ({ id: 1, code: 'c', name, level: 'cell' as const })

test('a fault names its cells, three at most, and a site by its number', () => {
  lang.now = 'zh'
  expect(where(fault({ cells: ['甲', '乙', '丙', '丁'].map(cell) }))).toBe('甲、乙、丙等 4 个网格')
  expect(where(fault({ number: 'P-7' }))).toBe('点位 P-7')
})

test('an overlap says how much, a loose site whether it has a place', () => {
  expect(what(fault({ kind: 'overlap', area_m2: 12345.6 }))).toBe('两个网格重叠 12,346 m²')
  expect(what(fault({ kind: 'outside', number: 'P-7', at: null }))).toContain('没有坐标')
  expect(what(fault({ kind: 'outside', number: 'P-7', at: [1, 2] }))).not.toContain('没有坐标')
})

test('what the core says of an outline has a Chinese form, place and all', () => {
  expect(chineseFlaw('outer ring crosses or touches itself at 102.1234567, 36.5000000')).toBe('外边界自己相交或相接（102.12346, 36.50000）')
  expect(chineseFlaw('hole 2 of part 3 lies outside the outer ring')).toBe('第 3 块的第 2 个洞在外边界之外')
  expect(chineseFlaw('parts 1 and 2 overlap at 1.0, 2.0')).toBe('第 1、2 块重叠（1.00000, 2.00000）')
  expect(chineseFlaw('something new')).toBe('something new')
})

test('the flight is around the place, wider for a large one, and none without a place', () => {
  expect(around(fault({ at: null }))).toBeNull()
  const near = around(fault({ at: [100, 30], area_m2: 1 })) as number[]
  const far = around(fault({ at: [100, 30], area_m2: 4e6 })) as number[]
  expect((near[2] as number) - (near[0] as number)).toBeCloseTo(0.0024)
  expect((far[2] as number) - (far[0] as number)).toBeGreaterThan(0.03)
})
