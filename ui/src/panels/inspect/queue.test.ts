import { expect, test } from 'vitest'
import { beside, following } from './queue.svelte'

test('the queue is walked both ways and ends at its ends', () => {
  expect(beside([4, 7, 9], 7, 1)).toBe(9)
  expect(beside([4, 7, 9], 7, -1)).toBe(4)
  expect(beside([4, 7, 9], 9, 1)).toBeNull()
  expect(beside([4, 7, 9], null, 1)).toBe(4)
  expect(beside([4, 7, 9], 5, 1)).toBe(4)
})

test('after a step comes the site behind it, after the last one the first', () => {
  expect(following([4, 7, 9], 4)).toBe(7)
  expect(following([4, 7, 9], 9)).toBe(4)
  expect(following([4], 4)).toBeNull()
  expect(following([], 4)).toBeNull()
})
