import { expect, test } from 'vitest'
import { Strokes } from './strokes.svelte'

test('the last stroke is taken back whole, and puts back what it painted over', () => {
  const pending = new Map<string, string>()
  const strokes = new Strokes<string>()
  const paint = (id: number, keys: string[], who: string) => {
    strokes.about(pending, id, keys)
    for (const k of keys) pending.set(k, who)
  }
  paint(1, ['a', 'b'], '甲')
  paint(2, ['b'], '乙')
  // Cells that are looked up come later, and more than once.
  paint(2, ['c', 'b'], '乙')
  expect(strokes.back(pending)).toBe(2)
  expect([...pending]).toEqual([['a', '甲'], ['b', '甲']])
  expect(strokes.back(pending)).toBe(2)
  expect(pending.size).toBe(0)
  expect(strokes.back(pending)).toBe(0)
  // And made once more, until another one is.
  expect(strokes.again(pending)).toBe(2)
  expect([...pending.values()]).toEqual(['甲', '甲'])
  expect(strokes.again(pending)).toBe(2)
  expect([...pending]).toEqual([['a', '甲'], ['b', '乙'], ['c', '乙']])
  expect(strokes.back(pending)).toBe(2)
  paint(3, ['d'], '丙')
  expect(strokes.again(pending)).toBe(0)
})

test('what was written or belongs to other cells is not taken back', () => {
  const [pending, other] = [new Map<string, string>(), new Map<string, string>()]
  const strokes = new Strokes<string>()
  strokes.about(pending, 1, ['a'])
  pending.set('a', '甲')
  expect(strokes.back(other)).toBe(0)
  strokes.about(pending, 2, ['a'])
  pending.set('a', '乙')
  strokes.forget()
  expect(strokes.back(pending)).toBe(0)
  expect(pending.get('a')).toBe('乙')
})

test('an edit that was taken back after a stroke is made again before it', () => {
  const pending = new Map<string, string>()
  const strokes = new Strokes<string>()
  strokes.about(pending, 1, ['a'])
  pending.set('a', '甲')
  strokes.back(pending)
  strokes.pass()
  expect(strokes.waitsAgain(pending)).toBe(false)
  expect(strokes.again(pending)).toBe(0)
  // What cannot be made again holds nothing up.
  expect(strokes.waitsAgain(pending, false)).toBe(true)
  strokes.passAgain()
  expect(strokes.again(pending)).toBe(1)
})

test('a cell that was looked up anew waits as it did', () => {
  const pending = new Map<string, { who: string; row: number }>()
  const strokes = new Strokes<{ who: string; row: number }>((a, b) => a?.who === b?.who)
  pending.set('a', { who: '甲', row: 1 })
  strokes.about(pending, 1, ['a'])
  pending.set('a', { who: '甲', row: 2 })
  expect(strokes.back(pending)).toBe(0)
})
