import { expect, test } from 'vitest'
import type { Fault } from '../../lib/bindings'
import { lang } from '../../lib/i18n.svelte'
import { around, what, where } from './faults'
import { chineseReason } from '../reasons.zh'
import { chineseFlaw } from './flaws.zh'

const fault = (f: Partial<Fault>): Fault => ({ kind: 'gap', grids: [], cells: [], site: null, number: null, called: '', where: '', at: null, area_m2: null, narrow: false, ...f })
const cell = (name: string) => ({ id: 1, code: 'c', name, level: 'cell' as const })

test('a fault names its cells, three at most, and a site by its number', () => {
  lang.now = 'zh'
  expect(where(fault({ cells: ['甲', '乙', '丙', '丁'].map(cell) }))).toBe('甲、乙、丙等 4 个网格')
  expect(where(fault({ number: 'P-7' }))).toBe('点位 P-7')
})

test('an overlap says how much, a loose site whether it has a place', () => {
  expect(what(fault({ kind: 'overlap', area_m2: 12345.6 }))).toBe('两个网格重叠 12,346 m²')
  expect(what(fault({ kind: 'overlap', area_m2: 0.1, narrow: true }))).toBe('两个网格重叠 0.10 m²，不足一毫米宽')
  expect(what(fault({ kind: 'overlap', where: 'A and B cross each other too often for their overlap to be measured' }))).toBe('两个网格边界相交过多，量不出重叠面积')
  expect(what(fault({ kind: 'overlap', where: 'more than 20000 pairs of the level cell overlap: the others are not told' }))).toBe('重叠的网格超过 20000 对，其余不再列出')
  expect(what(fault({ kind: 'outside', number: 'P-7', at: null }))).toContain('没有坐标')
  expect(what(fault({ kind: 'outside', number: 'P-7', at: [1, 2] }))).not.toContain('没有坐标')
})

test('what the core says of an outline has a Chinese form, place and all', () => {
  expect(chineseFlaw('outer ring crosses or touches itself at 102.1234567, 36.5000000')).toBe('外边界自己相交或相接（102.12346, 36.50000）')
  expect(chineseFlaw('hole 2 of part 3 lies outside the outer ring')).toBe('第 3 块的第 2 个洞在外边界之外')
  expect(chineseFlaw('parts 1 and 2 overlap at 1.0, 2.0')).toBe('第 1、2 块重叠（1.00000, 2.00000）')
  expect(chineseFlaw('something new')).toBe('something new')
  expect(chineseFlaw('outer ring crosses or touches itself in 3 places, as at 102.1000000, 36.5000000; 102.2000000, 36.6000000')).toBe(
    '外边界自己相交或相接，共 3 处，如（102.10000, 36.50000）、（102.20000, 36.60000）',
  )
  expect(chineseFlaw('hole 2 of part 1 crosses or touches itself in more than 2000000 places, as at 1.0, 2.0')).toBe(
    '第 1 块的第 2 个洞自己相交或相接，超过 2000000 处，如（1.00000, 2.00000）',
  )
  expect(chineseFlaw('hole 1 crosses the outer ring at 1.0, 2.0')).toBe('第 1 个洞穿过外边界（1.00000, 2.00000）')
  expect(chineseFlaw('17 more flaws of its rings')).toBe('各圈另有 17 处问题')
  expect(chineseFlaw('its rings meet each other so often that its ground is not compared with other grids')).toBe('各圈相交过多，没有拿它与其他网格比对')
})

test('an import says of an outline what is wrong with it and how it is taken', () => {
  expect(chineseReason('feature 1, A: parts 1 and 2 overlap at 102.1000000, 36.4000000: kept as it is; its ground is all that its parts cover together')).toBe(
    '第 1 个要素（A）：第 1、2 块重叠（102.10000, 36.40000）；图形照原样保留，各块合起来算作它的范围',
  )
  expect(chineseReason('12 more outlines are not valid and are taken alike; `check` lists them all')).toBe('另有 12 个图形有误，同样处理，见“核查”')
})

test('the flight is around the place, wider for a large one, and none without a place', () => {
  expect(around(fault({ at: null }))).toBeNull()
  const near = around(fault({ at: [100, 30], area_m2: 1 })) as number[]
  const far = around(fault({ at: [100, 30], area_m2: 4e6 })) as number[]
  expect((near[2] as number) - (near[0] as number)).toBeCloseTo(0.0024)
  expect((far[2] as number) - (far[0] as number)).toBeGreaterThan(0.03)
})
