import { expect, test } from 'vitest'
import { listed, ordered } from './listed'

test('a page is cut out of what is at hand', async () => {
  expect(await listed([1, 2, 3, 4, 5])(3, 10)).toEqual({ total: 5, offset: 3, rows: [4, 5] })
})

test('rows are put in the order of a column and keep their own where it is the same', () => {
  const rows = [{ n: 2, w: '乙' }, { n: 1, w: '甲' }, { n: 2, w: '丙' }]
  const by = { n: (r: (typeof rows)[0]) => r.n }
  expect(ordered(rows, { by: 'n', descending: false }, by).map((r) => r.w)).toEqual(['甲', '乙', '丙'])
  expect(ordered(rows, { by: 'n', descending: true }, by).map((r) => r.w)).toEqual(['乙', '丙', '甲'])
  expect(ordered(rows, { by: '', descending: true }, by).map((r) => r.w)).toEqual(['丙', '甲', '乙'])
  expect(rows.map((r) => r.n)).toEqual([2, 1, 2])
})
