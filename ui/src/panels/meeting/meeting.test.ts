import { expect, test } from 'vitest'
import type { MeetingItem } from '../../lib/bindings'
import { span as daysBetween } from '../../lib/days'
import { change, gained, parts, percent, rising, stand, value } from './meeting'

const item = (more: Partial<MeetingItem>): MeetingItem => ({
  id: 1, day: '2026-10-27', kind: 'remark', text: '三日内清零', site: null, who: '周副区长', owner: '', due: null, overdue: false, done_on: null, done_note: '', ...more,
})

test('what was not known is a dash and never a zero', () => {
  expect(value(null, false)).toBe('—')
  expect(value(null, true)).toBe('—')
  expect(change({ change: null, percent: false })).toBe('—')
  expect(percent({ numerator: 0, denominator: 0, percent: null })).toBe('—')
  expect(percent(undefined)).toBe('—')
})

test('a change carries its sign, and a percentage its decimal', () => {
  expect(change({ change: 13, percent: false })).toBe('+13')
  expect(change({ change: -1143, percent: false })).toBe('−1,143')
  expect(change({ change: 0, percent: false })).toBe('0')
  expect(change({ change: 2.4, percent: true })).toBe('+2.4')
  expect(change({ change: -0.5, percent: true })).toBe('−0.5')
})

test('a rate shows what it was reckoned from', () => {
  expect(parts({ numerator: 1200, denominator: 3600, percent: 33.3 })).toBe('1,200/3,600')
  expect(percent({ numerator: 1, denominator: 3, percent: 33.3 })).toBe('33.3%')
})

test('who moved up gained places, and who is new has nothing to compare', () => {
  expect(gained(2, 5)).toBe(3)
  expect(gained(5, 2)).toBe(-3)
  expect(gained(1, null)).toBe(null)
  expect(gained(null, 1)).toBe(null)
})

test('fewer returns and relapses come first', () => {
  expect((['progress', 'on_time', 'rework', 'relapse', 'overdue'] as const).filter(rising)).toEqual(['rework', 'relapse'])
})

test('a remark is done, late or open', () => {
  expect(stand(item({ done_on: '2026-11-01', overdue: false }))).toBe('done')
  expect(stand(item({ overdue: true }))).toBe('late')
  expect(stand(item({}))).toBe('open')
  expect(daysBetween('2026-11-20', '2026-11-24')).toBe(4)
})
