import { afterEach, expect, test } from 'vitest'
import type { EditInfo } from './bindings'
import { editWord, overtakenWord } from './format'
import { chineseReason } from '../panels/reasons.zh'
import { lang } from './i18n.svelte'

const by = (verb: string, args: EditInfo['args'], more: Partial<EditInfo> = {}): EditInfo => ({
  id: 7, at: '2026-11-30T01:11:00Z', actor: '乙某', post: '', verb, args, of: null, undone: null, ...more,
})
afterEach(() => (lang.now = 'zh'))

test('an undo says what it took back', () => {
  expect(editWord(by('undo', { verb: 'meeting', day: '2026-11-30', name: '' }, { of: 3 }))).toBe('撤销：召开 2026-11-30 调度会')
  expect(editWord(by('redo', { verb: 'edit_site', site: 'W-1' }, { of: 3 }))).toBe('重做：更正点位 W-1 的基本情况')
  lang.now = 'en'
  expect(editWord(by('undo', { verb: 'meeting', day: '2026-11-30' }))).toBe('undone: meeting of 2026-11-30 held')
})

test.each([
  ['setting', { key: 'patrol_days', value: '15' }, '修改巡查间隔的天数：15'],
  ['setting', { key: 'keep_originals', value: '0' }, '修改照片原件：只留缩小件'],
  ['step_many', { action: 'dispatch', count: 2, site: 'PA0373' }, '批量派网格长：PA0373 等 2 处点位'],
  ['step_many', { action: 'dispatch', count: 2 }, '批量办理 2 处点位'],
  ['place', { site: 'PA0400', cell: '乐都路01' }, '点位 PA0400 归入 乐都路01'],
  ['place', { site: 'PA0400' }, '点位 PA0400 归入网格'],
  ['answerable', { name: '韩永福', tasks: 0, sites: 1, site: 'PA0101', task: '', cell: '' }, '由韩永福负责点位 PA0101'],
  ['answerable', { name: '韩永福', tasks: 1, sites: 0, site: '', task: '旱厕整治', cell: '乐都路01' }, '由韩永福负责乐都路01的任务 旱厕整治'],
  ['answerable', { name: '韩永福', tasks: 2, sites: 1, site: 'PA0101', task: '旱厕整治', cell: '' }, '由韩永福负责：任务 2 项、点位 1 处'],
  ['answerable', { name: '', tasks: 2, sites: 0 }, '收回指定的责任人，改由网格长负责：任务 2 项、点位 0 处'],
  ['kind_edit', { kind: 'ruined_wall', name: '残垣断壁', closed: 1 }, '停用种类“残垣断壁”'],
  ['kind_edit', { kind: 'ruined_wall', name: '残垣断壁', closed: 0 }, '重新启用种类“残垣断壁”'],
  ['kind_edit', { kind: 'ruined_wall', name: '残垣断壁' }, '修改种类“残垣断壁”'],
  ['task_edit', { name: '老旧小区整治', grid: '630203001001001', cell: '乐都路01' }, '修改乐都路01的任务 老旧小区整治'],
  ['task_edit', { name: '老旧小区整治', grid: '630203001001001' }, '修改630203001001001的任务 老旧小区整治'],
] as const)('the sentence of %s says what it was about: %o', (verb, args, words) => {
  expect(editWord(by(verb, args))).toBe(words)
})

test('who was overtaken is told by whom and by what', () => {
  const edit = by('edit_site', { site: 'W-1' })
  expect(overtakenWord({ code: 'overtaken', message: '', edit })).toMatch(/^乙某 .+改过同一内容（更正点位 W-1 的基本情况）/)
  expect(overtakenWord({ code: 'not_newest', message: '', edit })).toMatch(/^现在轮到的是 乙某/)
  expect(overtakenWord({ code: 'overtaken', message: '', edit }, '乙某')).toMatch(/^您自己 /)
  expect(overtakenWord({ code: 'field', message: 'x' })).toBeNull()
})

test.each([
  ['乙某 wrote the same in the meantime (edit 12, edit_site W-1); look at it as it is now and save again if it is still right', '乙某 先改过同一内容（第 12 次修改）'],
  ['edit 3 is not the one that undo would take now: edit 4 (step by 乙某) comes first; look at the list of edits again', '现在轮到的不是第 3 次修改'],
  ['is a folder; choose the photos in it', '是文件夹'],
  ['is no plain file; choose a JPEG or PNG', '不是普通文件'],
])('has a Chinese form of: %s', (sentence, chinese) => {
  expect(chineseReason(sentence)).toContain(chinese)
})
