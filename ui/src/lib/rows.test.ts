import { expect, test } from 'vitest'
import type { Page } from './bindings'
import { PAGE, Rows } from './rows.svelte'

const list = (total: number, asked: number[] = []) => async (offset: number, limit: number): Promise<Page<number>> => {
  asked.push(offset)
  return { total, offset, rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => offset + i) }
}
const settle = () => new Promise((done) => setTimeout(done))

test('only the pages in sight are asked for, and each once', async () => {
  const asked: number[] = []
  const rows = new Rows<number>()
  await rows.ask(list(1000, asked))
  rows.want(250, 320)
  rows.want(260, 330)
  await settle()
  expect(asked).toEqual([0, 2 * PAGE, 3 * PAGE])
  expect(rows.at(255)).toBe(255)
  expect(rows.at(150)).toBeUndefined()
  expect(rows.find((n) => n === 310)).toBe(310)
})

test('the answer to an older question is not taken', async () => {
  const rows = new Rows<number>()
  let late: (p: Page<number>) => void = () => undefined
  const slow = rows.ask(() => new Promise((done) => (late = done)))
  await rows.ask(list(3))
  late({ total: 99, offset: 0, rows: [] })
  await slow
  expect(rows.total).toBe(3)
})

test('a refused question leaves the rows that were there', async () => {
  const rows = new Rows<number>()
  await rows.ask(list(5))
  await rows.ask(() => Promise.reject({ code: 'field', message: 'x' }))
  expect(rows.total).toBe(5)
  expect(rows.at(4)).toBe(4)
})

test('a list that became shorter is shown from its start', async () => {
  const rows = new Rows<number>()
  await rows.ask(list(10), 500)
  expect(rows.at(0)).toBe(0)
})

test('a column in which no row says anything is known, once there are rows', async () => {
  const rows = new Rows<{ town: string }>()
  expect(rows.none((r) => r.town !== '')).toBe(false)
  await rows.ask(async () => ({ total: 2, offset: 0, rows: [{ town: '' }, { town: '' }] }))
  expect(rows.none((r) => r.town !== '')).toBe(true)
  await rows.ask(async () => ({ total: 2, offset: 0, rows: [{ town: '' }, { town: '平安镇' }] }))
  expect(rows.none((r) => r.town !== '')).toBe(false)
})
