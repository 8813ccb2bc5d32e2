import { beforeEach, expect, test } from 'vitest'
import type { EditInfo, Figures } from './bindings'
import { day, daysLate, editWord, kindWord, lonLat, moment, percentWords, progress, refusedWord, share, shortWord, stateWord, whereIs } from './format'
import { lang } from './i18n.svelte'

beforeEach(() => {
  lang.now = 'zh'
})

const figures = (f: Partial<Figures>): Figures => ({
  total: 0, unresolved: 0, overdue: 0, submitted: 0, suspended: 0, paused: 0, accepted: 0, dismissed: 0, ...f,
})
const edit = (verb: string, args: EditInfo['args']): EditInfo => ({ id: 1, at: '', actor: '', post: '', verb, args, of: null, undone: null })

test('lateness reads as late, left and due today', () => {
  expect(daysLate(3)).toBe('逾期 3 天')
  expect(daysLate(-6)).toBe('剩 6 天')
  expect(daysLate(0)).toBe('今天到期')
  expect(daysLate(null)).toBe('')
  lang.now = 'en'
  expect(daysLate(3)).toBe('3 d late')
})

test('progress leaves dismissed sites out and has no value without sites', () => {
  expect(progress(figures({ total: 4, accepted: 2, dismissed: 1 }))).toBe(66.7)
  expect(progress(figures({ total: 2, dismissed: 2 }))).toBeNull()
})

test('progress is a hundred only when all is accepted', () => {
  expect(progress(figures({ total: 1000, accepted: 999 }))).toBe(99.9)
  expect(progress(figures({ total: 10_000, accepted: 9999 }))).toBe(99.9)
  expect(progress(figures({ total: 3, accepted: 3 }))).toBe(100)
})

test('percents are rounded to one decimal and always show it', () => {
  expect(share(1, 6)).toBe(16.7)
  expect(share(1, 3)).toBe(33.3)
  expect(percentWords(share(1, 6))).toBe('16.7%')
  expect(percentWords(share(2, 2))).toBe('100.0%')
  expect(percentWords(share(0, 0))).toBe('—')
})

test('a date within this year drops the year', () => {
  expect(day('2026-11-30', '2026-11-24')).toBe('11-30')
  expect(day('2027-01-02', '2026-11-24')).toBe('2027-01-02')
})

test('a moment is told as the time in China, and of today as a time of day only', () => {
  const now = new Date('2026-11-30T18:26:00Z')
  expect(moment('2026-11-30T16:05:00Z', now)).toBe('00:05')
  expect(moment('2026-11-30T15:59:00Z', now)).toBe('11-30 23:59')
  expect(moment('2001-06-15T12:00:00Z', now)).toBe('2001-06-15 20:00')
})

test('codes that the window does not know stay readable', () => {
  expect(stateWord('rectifying')).toBe('整改中')
  expect(stateWord('novel')).toBe('novel')
  expect(kindWord('well', [])).toBe('well')
  expect(refusedWord({ code: 'novel', message: '' })).toBe('没有办成')
})

test('an edit without values falls back to its short words', () => {
  expect(editWord(edit('import', { source: 'a.csv', inserted: 3, updated: 0 }))).toBe('导入 a.csv：新增 3，更新 0')
  expect(editWord(edit('step', { site: '12', action: 'start' }))).toBe('点位 12：开始整改')
  expect(editWord(edit('duty', { name: '', count: 2 }))).toBe('置为空缺：2 个网格')
  expect(editWord(edit('add_feedback', { number: '省评-1', name: '道路两侧垃圾' }))).toBe('登记反馈问题 省评-1：道路两侧垃圾')
  expect(editWord(edit('campaign_remove', { name: '旱厕改造' }))).toBe('删除专项行动 旱厕改造')
  expect(editWord(edit('meeting_item', { day: '2026-11-20', name: '补齐网格长' }))).toBe('登记 2026-11-20 会议事项：补齐网格长')
  expect(editWord(edit('task_step', { name: '旱厕改造', grid: '石家营村', action: 'submit' }))).toBe('石家营村的任务 旱厕改造：提交验收')
  expect(editWord(edit('import', {}))).toBe('导入')
  expect(editWord(edit('novel', {}))).toBe('修改')
})

test('an assignment names each role, who was replaced, what was left vacant and a later day', () => {
  const given = [
    { role: 'chief', role_name: '网格长', count: 9, vacant: 4, name: '祁占彪、祁文才', before: '张启明' },
    { role: 'r7', role_name: '包片干部', count: 2, vacant: 0, name: '马建军', before: '' },
  ]
  const args = { name: '祁占彪、祁文才、马建军', count: 15, role: 'chief、r7', given }
  expect(editWord(edit('duty', args))).toBe('指派 祁占彪、祁文才 任网格长：9 个网格，网格长置空缺：4 个网格（原为 张启明），指派 马建军 任包片干部：2 个网格')
  expect(editWord(edit('duty', { from: '2026-12-10', given: given.slice(1) }))).toBe('自 2026-12-10 起指派 马建军 任包片干部：2 个网格')
  expect(editWord(edit('undo', { verb: 'duty', given: given.slice(1) }))).toBe('撤销：指派 马建军 任包片干部：2 个网格')
})

test('coordinates name their half of the world', () => {
  expect(lonLat([-73.98, 40.75])).toBe('73.9800°W 40.7500°N')
})

test('an address that only tells the group stands behind its village', () => {
  expect(whereIs({ address: '二组 25 号', village: '下星家村' })).toBe('下星家村二组 25 号')
  expect(whereIs({ address: '石家营二组 25 号', village: '石家营村' })).toBe('石家营二组 25 号')
  expect(whereIs({ address: '平安路 3 号', village: '平安路社区' })).toBe('平安路 3 号')
  expect(whereIs({ address: '25 号', village: '下星家村' })).toBe('下星家村 25 号')
  expect(whereIs({ address: '', village: '下星家村' })).toBe('下星家村')
  expect(whereIs({ address: '小学西墙外', village: '' })).toBe('小学西墙外')
})

test('a sentence that names sixty people is cut where it is said beside other things', () => {
  const long = `指派 ${'李国栋、'.repeat(60)}：150 个网格`
  expect([...shortWord(long)].length).toBeLessThanOrEqual(121)
  expect(shortWord(long)).toMatch(/…$/)
  expect(shortWord('任命网格长')).toBe('任命网格长')
})
