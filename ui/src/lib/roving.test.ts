import { expect, test } from 'vitest'
import { stop, to } from './roving'

const c = (held = false, chosen = false, off = false) => ({ held, chosen, off })

test('a group of choices always has one stop for the Tab key, unless all of it is off', () => {
  expect(stop([c(), c(), c()])).toBe(0)
  expect(stop([c(), c(false, true), c()])).toBe(1)
  expect(stop([c(), c(false, true), c(true)])).toBe(2)
  expect(stop([c(false, false, true), c()])).toBe(1)
  expect(stop([c(false, true, true), c()])).toBe(1)
  expect(stop([c(false, false, true)])).toBe(-1)
})

test('the arrow keys go round; up and down are left alone where they belong to somebody else', () => {
  expect([to('ArrowRight', 2, 3, false), to('ArrowUp', 0, 3, false), to('End', 0, 3, true)]).toEqual([0, 2, 2])
  expect([to('ArrowDown', 0, 3, true), to('a', 0, 3, false), to('Home', 0, 0, false)]).toEqual([null, null, null])
})
