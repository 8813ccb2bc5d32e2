import { beforeEach, expect, test, vi } from 'vitest'
import { app } from './app.svelte'
import { everyProject } from './opened.fixture'
import { Rows } from './rows.svelte'
import * as ipc from './ipc'
import { between, MOST, share, ticked } from './ticked.svelte'

beforeEach(() => {
  ticked.clear('sites')
  ticked.clear('grids')
  app.select(null)
})

test('a range is the same from either end', () => {
  expect(between(3, 6)).toEqual([3, 4])
  expect(between(6, 3)).toEqual([3, 4])
  expect(between(5, 5)).toEqual([5, 1])
})

test('ticking shows the panel of many, and the last tick taken away closes it', () => {
  ticked.tickSites([1, 2], true)
  expect(app.selection).toEqual({ what: 'sites' })
  ticked.tickSites([1], false)
  expect([...ticked.sites.keys()]).toEqual([2])
  expect(app.selection).toEqual({ what: 'sites' })
  ticked.tickSites([2], false)
  expect(app.selection).toBeNull()
})

test('a list is ticked whole only when its own rows are', async () => {
  const rows = new Rows<{ id: number }>()
  const list = (from: number, total: number) => rows.ask((offset, limit) => Promise.resolve({ total, offset, rows: Array.from({ length: Math.min(limit, total - offset) }, (_, i) => ({ id: from + offset + i })) }))
  ticked.tickSites([1, 2, 3], true)
  await list(1, 3)
  expect(share(rows, ticked.sites, MOST)).toBe('all')
  await list(9, 1)
  expect(share(rows, ticked.sites, MOST)).toBe('none')
  await list(3, 3)
  expect(share(rows, ticked.sites, MOST)).toBe('some')
  // Of a long list only the first page is at hand.
  ticked.tickSites(Array.from({ length: 100 }, (_, i) => i + 1), true)
  await list(1, 250)
  expect(share(rows, ticked.sites, MOST)).toBe('some')
  expect(share(rows, ticked.sites, 100)).toBe('all')
})

test('no more are ticked than the stated limit', () => {
  ticked.tickSites(Array.from({ length: MOST + 5 }, (_, i) => i), true)
  expect(ticked.sites.size).toBe(MOST)
})

test('ticks do not go over into another project', async () => {
  ticked.tickSites([1], true)
  await app.openBy(() => Promise.resolve(everyProject))
  expect(ticked.sites.size).toBe(0)
})

test('clearing cells leaves a site that is looked at alone', () => {
  ticked.tickGrids([{ id: 1, name: '', code: 'A' }], true)
  expect(ticked.grids.get(1)).toBe('A')
  app.select({ what: 'site', id: 9 })
  ticked.clear('grids')
  expect(app.selection).toEqual({ what: 'site', id: 9 })
})

test('what was ticked last is there again for a panel that is gone back to', async () => {
  ticked.tickGrids([{ id: 1, name: '东街', code: 'A' }, { id: 2, name: '', code: 'B' }], true)
  ticked.clear('grids')
  expect(app.selection).toBeNull()
  ticked.again('grids')
  expect([...ticked.grids]).toEqual([[1, '东街'], [2, 'B']])
  expect(app.selection).toEqual({ what: 'grids' })
  ticked.tickGrids([{ id: 1, name: '', code: 'A' }], false)
  ticked.again('grids')
  expect([...ticked.grids.keys()]).toEqual([2])
  ticked.clear('grids')
  await app.openBy(() => Promise.resolve(everyProject))
  ticked.again('grids')
  expect(ticked.grids.size).toBe(0)
})

test('what is gone falls out of what is ticked, with a word, and the rest stays', async () => {
  const there = new Set([2, 5, 6])
  vi.spyOn(ipc, 'batchOffers').mockImplementation((ids) => (ids.every((id) => there.has(id)) ? Promise.resolve([]) : Promise.reject({ code: 'not_found', message: 'site' })))
  vi.spyOn(ipc, 'gridRows').mockImplementation((ids) => Promise.resolve(ids.filter((id) => id === 1).map((id) => ({ id }) as Awaited<ReturnType<typeof ipc.gridRows>>[number])))
  ticked.tickSites([1, 2, 3, 5, 6, 7], true)
  await ticked.follow()
  expect([...ticked.sites.keys()]).toEqual([2, 5, 6])
  expect(app.notice).toContain('3')
  ticked.tickGrids([{ id: 1, name: '东街', code: 'A' }, { id: 9, name: '临时格', code: 'B' }], true)
  there.clear()
  await ticked.follow()
  expect([...ticked.grids.keys()]).toEqual([1])
  expect(app.selection).toEqual({ what: 'grids' })
  vi.restoreAllMocks()
})
