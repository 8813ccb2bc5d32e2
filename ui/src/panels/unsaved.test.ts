import { afterEach, expect, test } from 'vitest'
import { app } from '../lib/app.svelte'
import { advisesCopy, advisesWaiting } from './reasons'
import { typedLines, typedWords } from './unsaved'
import { emptyDraft } from './actions'

afterEach(() => app.drafts.clear())

test('what was judged of a site that is gone is named item by item, with its remarks', () => {
  const draft = app.drafts.of('step:7', { start: emptyDraft, seen: 1, blank: true })
  draft.parts = { 1: '周边无垃圾', 2: '屋顶不漏' }
  draft.value.verdicts = { 1: 'pass', 2: 'fail' }
  draft.value.remarks = { 2: '西北角漏雨' }
  draft.value.note = '限期重修'
  expect(typedLines('step:7')).toEqual(['第 1 条 周边无垃圾：合格', '第 2 条 屋顶不漏：不合格 — 西北角漏雨', '限期重修'])
  expect(typedWords('step:7')).toContain('已判定 2 项')
})

test.each([
  ['平安.gpkg: was moved or deleted while it was open; save a copy of what is still held here, or open it where it is now', true],
  ['This file is read-only: it can be looked at, not changed. Copy it to a folder where you may write and open the copy.', true],
  ['The edit was written, but the disk did not confirm it, so a power cut now may lose it. Save a copy to another disk.', true],
  ['平安.gpkg: was emptied while it was open, as when copying over it is broken off; put your last copy in its place (restore)', false],
])('words that advise a copy have the button for it: %s', (sentence, copy) => expect(advisesCopy(sentence)).toBe(copy))

test('a file that somebody else holds is waited for, and no copy is put in its place', () => {
  expect(advisesWaiting('s.gpkg: is being read or written by another program; wait until that is done or close it there, and do it again')).toBe(true)
  expect(advisesWaiting('s.gpkg: is not a GeoPackage')).toBe(false)
})
