import { expect, test } from 'vitest'
import type { FeedbackRow } from '../../lib/bindings'
import { lang } from '../../lib/i18n.svelte'
import { chineseReason } from '../reasons.zh'
import { count, lackingSites, shown, shows, stand } from './feedback'
import { lackingWords } from './words'

const row = (number: string, more: Partial<FeedbackRow> = {}): FeedbackRow => ({
  id: Number(number), number, text: `问题 ${number}`, category: '', due: null, days_late: null, overdue: false, org: '住建局', claimed_on: null, struck_on: null,
  sites: [], tasks: [], done: 0, total: 0, complete: false, claimed_not_done: false, ...more,
})
const site = (id: number, state: FeedbackRow['sites'][number]['state']) => ({ id, number: `S${id}`, kind: 'dry_toilet', state, address: `${id} 号院`, grid: null })

const rows = [
  row('1'),
  row('2', { total: 1, sites: [site(7, 'filed')], claimed_on: '2026-11-20', claimed_not_done: true, overdue: true }),
  row('3', { total: 1, done: 1, complete: true, sites: [site(8, 'accepted')] }),
  row('4', { total: 1, done: 1, complete: true, sites: [site(9, 'accepted')], struck_on: '2026-11-22' }),
  row('5', { total: 1, sites: [site(10, 'rectifying')], struck_on: '2026-11-01', claimed_not_done: true }),
]
const counts = { total: 5, struck: 2, overdue: 1, ready: 1, claimed_not_done: 2, unlinked: 1 }

test('each filter shows as many rows as the core counts', () => {
  for (const s of shows) expect(shown(rows, s).length, s).toBe(count(counts, s))
})

test('a problem is found by its words and by its sites', () => {
  expect(shown(rows, 'all', '8 号院').map((r) => r.number)).toEqual(['3'])
  expect(shown(rows, 'all', ' S10 ').map((r) => r.number)).toEqual(['5'])
  expect(shown(rows, 'open', '住建').length).toBe(3)
})

test('what is claimed and not done is pressing before all else', () => {
  expect(rows.map(stand)).toEqual(['unlinked', 'boast', 'ready', 'struck', 'back'])
})

test('what stands in the way is named, three of it, and the rest counted', () => {
  lang.now = 'zh'
  const many = row('6', { sites: [1, 2, 3, 4, 5].map((i) => site(i, 'filed')) })
  expect(lackingSites(row('7', { sites: [site(1, 'accepted')] }))).toEqual([])
  expect(lackingWords(many.sites, [])).toBe('“1 号院”已建档、“2 号院”已建档、“3 号院”已建档，另有 2 项')
})

test('the core’s refusal reads in Chinese, with all that it names', () => {
  expect(chineseReason('feedback 12: cannot be struck off: 1 of 3 are accepted; site P-1 is filed, task 背街小巷整治 in A is open')).toBe(
    '反馈问题 12 还不能销号：已验收 1/3；点位 P-1已建档、任务 背街小巷整治（A）办理中',
  )
  expect(chineseReason('feedback 1: cannot be struck off: 0 of 12 are accepted; site P-1 is filed and 2 more')).toBe('反馈问题 1 还不能销号：已验收 0/12；点位 P-1已建档，另有 2 项')
  expect(chineseReason('number: "1" is taken; give the item another')).toBe('编号“1”已有，请换一个')
  expect(chineseReason('day: 2026-11-24 has a meeting already, and what it froze stays; choose another day, or undo it')).toContain('2026-11-24 已有会议')
})
