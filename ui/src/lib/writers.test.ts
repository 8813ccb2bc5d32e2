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

test('who was overtaken is told by whom and by what', () => {
  const edit = by('edit_site', { site: 'W-1' })
  expect(overtakenWord({ code: 'overtaken', message: '', edit })).toMatch(/^乙某 .+改过同一内容（更正点位 W-1 的基本情况）/)
  expect(overtakenWord({ code: 'not_newest', message: '', edit })).toMatch(/^现在轮到的是 乙某/)
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
