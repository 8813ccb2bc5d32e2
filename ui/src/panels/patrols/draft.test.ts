import { expect, test } from 'vitest'
import type { Dossier, DutyView, SiteRow } from '../../lib/bindings'
import { draftFor, patrolOf } from './draft'

const cell = { id: 7, code: 'A', name: '西', level: 'cell' as const }
const duty = (role: string, name: string): DutyView => ({ role, role_name: '', person: null, name, post: '', phone: '', org: '', from: null, to: null, grid: cell })
const site = (id: number) => ({ id, number: `P-${id}` }) as SiteRow
const dossier = {
  grid: cell,
  chief: duty('chief', '祁文秀'),
  duties: [duty('chief', '祁文秀'), duty('department', '住建局'), duty('department', '水利局'), duty('department', '住建局')],
  unresolved: [site(1), site(2)],
} as Dossier

test('a patrol begins with the chief, today and the departments of the cell, none of them ticked', () => {
  const d = draftFor(dossier, '2026-11-24')
  expect([d.day, d.who, d.orgs]).toEqual(['2026-11-24', '祁文秀', [{ name: '住建局', came: false }, { name: '水利局', came: false }]])
  expect(patrolOf(d)).toEqual({ day: '2026-11-24', who: '祁文秀', orgs: [], note: '', questions: [], sites: [] })
})

test('only what was looked at, ticked and asked goes to the file, each organisation once', () => {
  const d = draftFor(dossier, '2026-11-24')
  d.orgs[0]!.came = true
  d.others = '村委会、住建局， 派出所'
  d.sites[1] = { ...d.sites[1]!, looked: true, seen: ' 仍在使用 ' }
  d.sites[0] = { ...d.sites[0]!, seen: '没有看' }
  d.questions = ['公厕何时通水？', ' ']
  expect(patrolOf(d)).toMatchObject({
    orgs: ['住建局', '村委会', '派出所'],
    questions: ['公厕何时通水？'],
    sites: [{ site: 2, found: false, seen: '仍在使用' }],
  })
})
