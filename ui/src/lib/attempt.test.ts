import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Attempt } from './attempt.svelte'
import { Rows } from './rows.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a file that cannot be read is tried again by itself, and what is refused for good is not', () => {
  const locked = new Attempt()
  locked.failed({ code: 'io', message: 'Another program keeps the file locked' })
  vi.advanceTimersByTime(1100)
  expect([locked.round, locked.refused]).toEqual([1, { code: 'io', message: 'Another program keeps the file locked' }])
  locked.succeeded()
  vi.advanceTimersByTime(5000)
  expect([locked.round, locked.refused]).toEqual([1, null])

  const gone = new Attempt()
  gone.failed({ code: 'not_found', message: 'site 7' })
  vi.advanceTimersByTime(5000)
  expect(gone.round).toBe(0)
  gone.again()
  expect(gone.round).toBe(1)
})

test('nobody asks any more: it rests', () => {
  const left = new Attempt()
  left.failed({ code: 'io', message: '' })
  left.rest()
  vi.advanceTimersByTime(5000)
  expect(left.round).toBe(0)
})

test('a list says why it is not there, and comes when the file can be read again', async () => {
  const rows = new Rows<number>()
  let locked = true
  const fetch = () => (locked ? Promise.reject({ code: 'io', message: 'locked' }) : Promise.resolve({ total: 1, offset: 0, rows: [7] }))
  await rows.ask(fetch)
  expect([rows.fresh, rows.attempt.refused]).toEqual([true, { code: 'io', message: 'locked' }])
  locked = false
  await vi.advanceTimersByTimeAsync(1100)
  expect([rows.at(0), rows.fresh, rows.attempt.refused]).toEqual([7, false, null])
})
