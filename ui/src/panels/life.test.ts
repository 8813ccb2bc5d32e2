import { expect, test } from 'vitest'
import type { DutyView, StepView } from '../lib/bindings'
import { inherited, roleRows } from './duties'
import { noSuchDay, readDate, readPlace, swapped } from './fields'
import { chineseReason } from './reasons.zh'
import { stations } from './strip'
import { panelsZh } from './words.zh'

const step = (action: StepView['action'], from: StepView['from'], to: StepView['to'], more: Partial<StepView> = {}): StepView => ({
  at: `2026-09-1${more.photos ?? 0}T08:00:00Z`, actor: '马海明', post: '', action, from, to, note: '', failed: [], photos: 0, ...more,
})

test('every action and state has its words', () => {
  for (const a of ['verify', 'dismiss', 'dispatch', 'start', 'submit', 'accept', 'return', 'suspend', 'resume', 'relapse']) {
    for (const group of ['act', 'next']) expect(panelsZh).toHaveProperty([`p.${group}.${a}`])
  }
})

test('no Latin word stands in the Chinese beyond names of formats and systems', () => {
  const known = /WGS|CGCS2000|GCJ|BD|EPSG|GeoJSON|CSV|GPS|step|--photo|before|after|\{\w+\}/g
  for (const [k, v] of Object.entries(panelsZh)) expect(v.replace(known, ''), k).not.toMatch(/[A-Za-z]{2,}/)
})

test('the strip marks what is done, where it stands and what is ahead', () => {
  const road = stations('dispatched', [step('verify', 'reported', 'filed'), step('dispatch', 'filed', 'dispatched')])
  expect(road.map((s) => s.mark)).toEqual(['done', 'done', 'now', 'ahead', 'ahead', 'ahead'])
  expect(road[3]?.at).toBeNull()
})

test('a returned site stands at rectifying again with the later date', () => {
  const road = stations('rectifying', [
    step('start', 'dispatched', 'rectifying', { at: '2026-09-16T00:00:00Z' }),
    step('submit', 'rectifying', 'submitted', { at: '2026-10-30T00:00:00Z' }),
    step('return', 'submitted', 'rectifying', { at: '2026-11-02T00:00:00Z' }),
  ])
  expect(road.find((s) => s.mark === 'now')).toMatchObject({ state: 'rectifying', at: '2026-11-02T00:00:00Z' })
  expect(road.find((s) => s.state === 'submitted')?.at).toBeNull()
})

test('a suspended site waits at the station that it left', () => {
  const road = stations('suspended', [step('suspend', 'dispatched', 'suspended')])
  expect(road[2]).toMatchObject({ state: 'suspended', mark: 'now' })
  expect(stations('suspended', [])[3]).toMatchObject({ state: 'suspended', mark: 'now' })
})

test('an accepted site has its whole road behind it, a dismissed one a short road', () => {
  expect(stations('accepted', []).every((s) => s.mark === 'done')).toBe(true)
  expect(stations('dismissed', []).map((s) => s.state)).toEqual(['reported', 'dismissed'])
})

const duty = (role: string, name: string, grid = 1): DutyView => ({
  role, role_name: role, person: 1, name, post: '', phone: '', org: '', from: null, to: null,
  grid: { id: grid, code: '', name: '', level: 'cell' },
})

test('lead leader and departments stand even when empty, the chief stands apart', () => {
  const rows = roleRows([duty('chief', 'a'), duty('member', 'b'), duty('department', 'c'), duty('department', 'd'), duty('patrol', 'e')])
  expect(rows.map((r) => [r.role, r.holders.length])).toEqual([['leader', 0], ['department', 2], ['member', 1], ['patrol', 1]])
})

test('a duty of the ground above is inherited', () => {
  expect([inherited(duty('leader', 'a', 7), 1), inherited(duty('leader', 'a', 1), 1)]).toEqual([true, false])
})

test('a typed place is longitude then latitude, with any comma', () => {
  expect(readPlace('102.1043, 36.4987')).toEqual([102.1043, 36.4987])
  expect(readPlace(' 102.1043，36.4987 ')).toEqual([102.1043, 36.4987])
  expect([readPlace('36.4987'), readPlace('a b'), readPlace('36.4 102.1')]).toEqual([null, null, null])
})

test('a place written latitude first is offered the right way round', () => {
  expect(swapped('36.4987, 102.1043')).toEqual([102.1043, 36.4987])
  expect(swapped('102.1 36.5')).toBeNull()
})

test('what the core says about a row reads in Chinese with the field named', () => {
  expect(chineseReason('lon "abc" is not a number; write decimal degrees such as 102.105')).toBe('经度/东坐标 "abc" 不是数字，请写成十进制度，例如 102.105')
  expect(chineseReason('ring 1, position 3: a position holds something that is not a number')).toBe('第 1 个环第 3 个点：坐标里有不是数字的内容')
  expect(chineseReason('heights (Z) were dropped in 12 features')).toBe('12 个要素的高程（Z）已去掉')
})

test('places in a source read in Chinese, unknown sentences stay', () => {
  expect(chineseReason('row 58')).toBe('第 58 行')
  expect(chineseReason('something else')).toBe('something else')
})

test('a date is read as people write it', () => {
  for (const s of ['2026-11-30', '2026/11/30', '20261130', '2026年11月30日', '11-30', '11月30日']) expect(readDate(s, '2026-01-01'), s).toBe('2026-11-30')
  expect(readDate('3.5', '2027-01-01')).toBe('2027-03-05')
})

test('what is no day of the calendar is refused, nothing is nothing', () => {
  expect(['2026-02-30', '2026-13-01', 'soon', '30'].map((s) => readDate(s, '2026-01-01'))).toEqual([null, null, null, null])
  expect(readDate('  ', '2026-01-01')).toBe('')
})

test('a day that no calendar has is told apart from what is no date', () => {
  expect(noSuchDay('2026/02/30', '2026-01-01')).toBe('2026-02-30')
  expect(noSuchDay('13-1', '2026-01-01')).toBe('2026-13-01')
  expect(['2026-11-30', 'soon', ''].map((s) => noSuchDay(s, '2026-01-01'))).toEqual([null, null, null])
  expect(chineseReason('deadline: "2026-02-30" is no day: there is no 30 February 2026; write the day again')).toBe('期限：“2026-02-30”不是日期：日历上没有这一天，请改正')
})

test('a refusal of a file or a field keeps its name in front', () => {
  expect(chineseReason('点位.csv: it is a PDF; ask for the data as CSV or GeoJSON')).toBe('点位.csv：这是 PDF，请索取 CSV 或 GeoJSON')
  expect(chineseReason('deadline: "soon" is no day; write it year-month-day, such as 2026-11-30')).toBe('期限：“soon”不是日期：请按“年-月-日”写，例如 2026-11-30')
})

test('a photo that cannot be taken says so in Chinese, by its name', () => {
  const heic = 'IMG_1.heic: it is a HEIC photo as iPhones take them, which is not read here; on the iPhone choose Settings > Camera > Formats > Most Compatible'
  expect(chineseReason(heic)).toMatch(/^IMG_1\.heic：这是 iPhone 的 HEIC 照片/)
  expect(chineseReason('a.jpg: is 25 MB; a photo may have 20 MB')).toBe('a.jpg：有 25 MB，照片最大 20 MB')
  expect(chineseReason('accept is refused: a photo from before is missing (after a relapse a new one is needed); a photo from after is missing (after a return or relapse a new one is needed)')).toBe('缺整改前照片（回潮后要重新拍）；缺整改后照片（退回或回潮后要重新拍）')
})

test('a refused step names all that is missing', () => {
  expect(chineseReason('suspend is refused: a reason is needed as a note; say until which day after today it is put off')).toBe('请填写原因；请填写挂账到今天以后的哪一天')
})

test('what is refused of a person or a patrol reads in Chinese, in its form and elsewhere', () => {
  expect(chineseReason('phone: "abc" is no telephone; write its digits, such as 138 0000 0000 or 0972-8610000')).toMatch(/^电话：这不像电话号码/)
  expect(chineseReason('another person is called "马海明" too; give each a telephone to tell them apart')).toMatch(/^已有同名的人“马海明”/)
  expect(chineseReason('2027-01-01 is still to come; a patrol is written down once walked')).toBe('2027-01-01 还没有到：巡查过才能登记')
  expect(chineseReason('is empty; say who walked, or which organisation')).toBe('请填写巡查人，或选一个参加部门')
  expect(chineseReason("is empty; write the person's name")).toBe('请填写姓名')
})
