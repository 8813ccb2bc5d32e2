import { expect, test } from 'vitest'
import { weekday } from '../../lib/days'
import { chineseReason } from '../reasons.zh'
import { refusedAt } from '../saving.svelte'
import { moved, overNewYear, readMonthDay, runs, years } from './rules'
import { rulesEn } from './words.en'
import { rulesZh } from './words.zh'

const day = (d: string, make_up = false, name = '国庆节') => ({ day: d, make_up, name })

test('days that follow one another and say the same are one line', () => {
  const all = [day('2026-09-30', true), day('2026-10-01'), day('2026-10-02'), day('2026-10-04'), day('2026-10-05', false, '中秋节')]
  expect(runs(all).map((r) => [r.from, r.to, r.days, r.make_up])).toEqual([
    ['2026-09-30', '2026-09-30', 1, true],
    ['2026-10-01', '2026-10-02', 2, false],
    ['2026-10-04', '2026-10-04', 1, false],
    ['2026-10-05', '2026-10-05', 1, false],
  ])
})

test('a run goes on over the end of a month and of a year', () => {
  expect(runs([day('2026-12-31'), day('2027-01-01')])).toHaveLength(1)
})

test('an item moves by one place and never out of the list', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  const list = ['a', 'b']
  expect(moved(list, 1, 1)).toBe(list)
  expect(moved(list, 0, -1)).toBe(list)
})

test('month and day are read as people write them, and only where some year has them', () => {
  for (const text of ['11-15', '11.15', '11/15', '11月15日', ' 11-15 ']) expect(readMonthDay(text)).toBe('11-15')
  expect(readMonthDay('3-1')).toBe('03-01')
  expect(readMonthDay('02-29')).toBe('02-29')
  for (const text of ['02-30', '13-01', '0-1', '冬天', '']) expect(readMonthDay(text)).toBeNull()
  expect(overNewYear({ from: '11-15', to: '03-15' })).toBe(true)
})

test('the years are those of the list, of the program and of today, the newest first', () => {
  expect(years([day('2025-01-01')], [2025, 2026], 2027)).toEqual([2027, 2026, 2025])
  expect(weekday('2026-11-29')).toBe(0)
})

test('a refusal goes to its field and has a Chinese form', () => {
  const r = refusedAt({ code: 'field', message: 'item: 3 is empty; write it or leave it out' })
  expect(r.field).toBe('item')
  expect(chineseReason(r.sentence)).toBe('第 3 项是空的：请写上，或删去')
  for (const sentence of [
    'is empty; write what the office calls this kind',
    '0 is no number of days from 1 to 3650',
    '"旱厕" is a name of 旱厕 already; choose another',
    '2 is there twice; leave one out',
    '"x" is no whole number from 1 to 366',
    'must rise, each day once, such as 30 90 180',
    '2030-01-01 is not on the list; nothing to take away',
    'leaves no day of the year to work on dry_toilet; shorten it or another stop',
    'the pause 冬季停工 leaves no day of the year to work',
    '"冬季停工" is the name of another stop; choose another',
    '5 sites came without a deadline and got what their kind allows from 2026-11-24 on',
  ]) {
    expect(chineseReason(sentence), sentence).not.toMatch(/[a-z]{2,}/)
  }
})

test('no Latin word stands in the Chinese, and both languages have every key', () => {
  for (const [k, v] of Object.entries(rulesZh)) expect(v.replace(/\{\w+\}|Alt/g, ''), k).not.toMatch(/[A-Za-z]{2,}/)
  expect(Object.keys(rulesEn).sort()).toEqual(Object.keys(rulesZh).sort())
})
