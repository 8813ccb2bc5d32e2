import { expect, test } from 'vitest'
import type { ChiefLoad, GridRow, PersonRow } from '../lib/bindings'
import { loadsWith, marks, matches, namesakes, signed, touched } from './loads'

const load = (person: number | null, name: string, grids: number, unresolved: number, overdue = 0): ChiefLoad => ({
  person, name, post: '', phone: '', colour: 0, grids, unresolved, overdue,
})
const PEOPLE: Record<string, number> = { Qi: 1, Fan: 2 }
const grid = (id: number, chief: string | null, unresolved: number, overdue = 0, person = PEOPLE[chief ?? ''] ?? null): GridRow => ({
  id, code: String(id), name: `cell ${id}`, subdistrict: '', chief, chief_person: person, bbox: null,
  figures: { total: unresolved, unresolved, overdue, submitted: 0, suspended: 0, paused: 0, accepted: 0, dismissed: 0 },
})
const change = (person: number | null, row: GridRow) => [row.id, { person, row }] as const
const now = [load(1, 'Qi', 3, 24), load(2, 'Fan', 6, 44), load(null, '', 2, 6, 3)]

test('a pending cell leaves its old chief and joins the new one', () => {
  const l = loadsWith(now, new Map([change(1, grid(10, 'Fan', 17)), change(1, grid(11, 'Fan', 2))]))
  expect(l.rows.find((r) => r.person === 1)).toMatchObject({ grids: 5, unresolved: 43, moved: { grids: 2, unresolved: 19 } })
  expect(l.rows.find((r) => r.person === 2)).toMatchObject({ grids: 4, unresolved: 25, moved: { grids: -2, unresolved: -19 } })
  expect(touched(l).map((r) => [r.person, r.gridsBefore, r.unresolvedBefore])).toEqual([[2, 6, 44], [1, 3, 24]])
})

test('of two who bear one name each is weighed by the cells that are theirs', () => {
  const l = loadsWith([load(1, 'Fan', 3, 24), load(2, 'Fan', 6, 44), load(3, 'Wu', 1, 1)], new Map([change(3, grid(10, 'Fan', 17, 0, 2))]))
  expect(l.rows.find((r) => r.person === 1)).toMatchObject({ grids: 3, unresolved: 24 })
  expect(l.rows.find((r) => r.person === 2)).toMatchObject({ grids: 5, unresolved: 27, moved: { grids: -1, unresolved: -17 } })
})

test('a vacant cell comes from the vacant row, and a vacated one goes there', () => {
  const l = loadsWith(now, new Map([change(1, grid(12, null, 6, 3)), change(null, grid(13, 'Fan', 4))]))
  expect(l.rows[0]).toMatchObject({ person: null, grids: 2, unresolved: 4, overdue: 0 })
  expect(l.rows.find((r) => r.person === 1)).toMatchObject({ grids: 4, unresolved: 30, overdue: 3 })
})

test('a cell given to the chief it already has moves nothing', () => {
  expect(touched(loadsWith(now, new Map([change(2, grid(14, 'Fan', 9))])))).toEqual([])
})

test('a person without cells takes a load and joins the mean', () => {
  const people: PersonRow[] = [{ id: 9, name: 'New', post: '', phone: '', org: '', grids: 0 }]
  expect(loadsWith(now, new Map(), people).mean).toBe(34)
  const l = loadsWith(now, new Map([change(9, grid(15, 'Fan', 10))]), people)
  expect(l.rows.find((r) => r.person === 9)).toMatchObject({ grids: 1, unresolved: 10 })
  expect(l.mean).toBeCloseTo((24 + 34 + 10) / 3)
})

test('heavy means more than one and a half times the mean, vacant cells left out', () => {
  const l = loadsWith([load(1, 'a', 1, 31), load(2, 'b', 1, 10), load(3, 'c', 1, 19), load(null, '', 5, 500)], new Map())
  expect(l.mean).toBe(20)
  expect(l.rows.filter((r) => r.heavy).map((r) => r.name)).toEqual(['a'])
})

test('vacant cells stand first, then the heaviest chiefs', () => {
  expect(loadsWith(now, new Map()).rows.map((r) => r.person)).toEqual([null, 2, 1])
})

test('the order stays until it is asked for again', () => {
  const then = now
  const after = loadsWith(now, new Map([change(1, grid(10, 'Fan', 30))]), [], then)
  expect(after.rows.map((r) => r.person)).toEqual([null, 2, 1])
  expect(after.moved).toBe(true)
  const confirmed = [load(1, 'Qi', 4, 54), load(2, 'Fan', 5, 14), load(3, 'Bao', 0, 0), load(null, '', 2, 6, 3)]
  const kept = loadsWith(confirmed, new Map(), [], then)
  expect(kept.rows.map((r) => r.person)).toEqual([null, 2, 1, 3])
  expect(kept.rows.map((r) => r.idle)).toEqual([false, false, false, true])
  const asked = loadsWith(confirmed, new Map(), [], confirmed)
  expect(asked.rows.map((r) => r.person)).toEqual([null, 1, 2, 3])
  expect(asked.moved).toBe(false)
})

test('what was given is left untouched', () => {
  loadsWith(now, new Map([change(1, grid(10, 'Fan', 17))]))
  expect(now[0]?.unresolved).toBe(24)
})

test('every word of a search must match name, post or telephone', () => {
  const p = { name: '祁小燕', post: '社区主任', phone: '199 0000 2743' }
  expect(matches(p, '小燕 主任')).toBe(true)
  expect(matches(p, '2743')).toBe(true)
  expect(matches(p, '小燕 书记')).toBe(false)
  expect(matches(p, '')).toBe(true)
})

test('a difference carries its sign and zero says nothing', () => {
  expect([signed(4), signed(-19), signed(0)]).toEqual(['+4', '−19', ''])
})

test('people of one name are told apart by telephone, unit or post, others by nothing', () => {
  const p = (id: number, name: string, phone = '', org = '', post = '') => ({ id, name, phone, org, post })
  const told = marks([p(1, '李国栋', '13900112233'), p(2, '李国栋', '', '东村'), p(3, '李国栋', '', '', '主任'), p(4, '王伟', '139'), { id: 1, name: '李国栋', post: '', phone: '13900112233' }])
  expect([...told]).toEqual([[1, '13900112233'], [2, '东村'], [3, '主任']])
})

test('who is there under a name is found whatever blanks stand in it', () => {
  const people = [{ name: '李国栋' }, { name: '李国' }, { name: 'Li Na' }]
  expect(namesakes(people, ' 李 国 栋')).toEqual([people[0]])
  expect(namesakes(people, 'Li  Na')).toEqual([people[2]])
  expect(namesakes(people, ' ')).toEqual([])
})

test('bars are measured by the heaviest person, not by what nobody has', () => {
  expect(loadsWith([load(1, 'Qi', 3, 24), load(2, 'Fan', 6, 44), load(null, '', 400, 1629)], new Map()).most).toBe(44)
  expect(loadsWith([load(null, '', 400, 1629)], new Map()).most).toBe(1)
})
