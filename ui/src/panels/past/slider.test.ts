import { expect, test } from 'vitest'
import { changeFill, changeMark } from '../../lib/colours'
import { inWords, plus, span } from '../../lib/days'
import { line, months, within } from './slider'
import { pastZh } from './words.zh'

test('days are counted over the ends of months and years', () => {
  expect(span('2026-12-30', '2027-01-02')).toBe(3)
  expect(plus('2024-02-28', 1)).toBe('2024-02-29')
  expect(plus('2026-01-01', -1)).toBe('2025-12-31')
})

test('a day outside the slider is the nearest one on it', () => {
  expect(within('2026-01-01', '2026-02-01', '2026-03-01')).toBe('2026-02-01')
  expect(within('2026-04-01', '2026-02-01', '2026-03-01')).toBe('2026-03-01')
})

test('a day is written as each language writes it', () => {
  expect(inWords('2026-10-12', 'zh')).toBe('2026年10月12日星期一')
  expect(inWords('2026-10-12', 'en')).toMatch(/Monday,? 12 October 2026/)
  expect(inWords('2026-10-12', 'zh', true)).toBe('2026年10月12日')
})

test('months are thinned to the room there is and the latest stays', () => {
  const all = months('2026-01-15', '2026-12-20', 20)
  expect(all.map((m) => m.day.slice(5, 7))).toEqual(['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'])
  expect(all.every((m) => m.at > 0 && m.at <= 1)).toBe(true)
  const few = months('2026-01-15', '2026-12-20', 4)
  expect(few.length).toBeLessThanOrEqual(4)
  expect(few.at(-1)?.day).toBe('2026-12-01')
  expect(months('2026-01-15', '2026-01-20', 4)).toEqual([])
})

test('a course of one day is one point at its height', () => {
  expect(line([4], 100, 20)).toBe('0.0,0.0')
  expect(line([0, 2, 4], 100, 20)).toBe('0.0,20.0 50.0,10.0 100.0,0.0')
})

test('more and fewer differ in sign and in colour, none in neither', () => {
  expect([changeMark(3), changeMark(-2), changeMark(0)]).toEqual(['▲3', '▼2', '0'])
  expect(new Set([-9, -4, -1, 0, 1, 4, 9].map(changeFill)).size).toBe(7)
})

test('no Latin word stands in the Chinese', () => {
  for (const [k, v] of Object.entries(pastZh)) expect(v.replace(/\{\w+\}/g, ''), k).not.toMatch(/[A-Za-z]{2,}/)
})
