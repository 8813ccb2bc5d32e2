import { expect, test } from 'vitest'
import { Drafts } from './drafts.svelte'
import { Shown } from './shown'

const begin = (text: string, seen = 1, blank = true) => ({ start: () => ({ text }), seen, blank })

test('what is typed is there when the form is shown again, and what was not touched begins anew', () => {
  const drafts = new Drafts()
  const first = drafts.of('site', begin(''))
  expect(drafts.unsaved).toEqual([])
  expect(drafts.of('site', begin('x')).value.text).toBe('x')
  const second = drafts.of('site', begin(''))
  second.value.text = '村口'
  expect(drafts.of('site', begin('')).value.text).toBe('村口')
  expect(drafts.of('site', begin('')).serial).toBe(second.serial)
  expect(first.serial).not.toBe(second.serial)
  expect(drafts.unsaved).toEqual(['site'])
})

test('photos alone are something to lose; they go with their draft, and no other form has its name', () => {
  const drafts = new Drafts()
  const gone: number[] = []
  const draft = drafts.of('site', begin(''))
  draft.onGone(() => gone.push(draft.serial))
  draft.photos = 2
  expect(drafts.unsaved).toEqual(['site'])
  drafts.drop('site')
  expect(gone).toEqual([draft.serial])
  expect(drafts.of('site', begin('')).serial).not.toBe(draft.serial)
})

test('a draft of copied values keeps what was seen when it was begun, an empty one that of the first word', () => {
  const drafts = new Drafts()
  const facts = drafts.of('facts', begin('三组', 4, false))
  const step = drafts.of('step', begin('', 4))
  drafts.follow(5)
  expect([facts.seen, step.seen]).toEqual([4, 5])
  step.value.text = '已清运'
  drafts.follow(6)
  expect(step.seen).toBe(5)
  step.settle(7)
  expect(drafts.unsaved).toEqual([])
})

test('another project takes all drafts away', () => {
  const drafts = new Drafts()
  drafts.of('a', begin('')).value.text = 'x'
  drafts.clear()
  expect(drafts.holds('a')).toBe(false)
})

test('what is shown moves on only when all that was being read has come', async () => {
  const told: number[] = []
  const shown = new Shown((at) => told.push(at))
  shown.open(3)
  let answer: (v: string) => void = () => undefined
  shown.take(4)
  const read = shown.read(new Promise<string>((done) => (answer = done)))
  await new Promise((done) => setTimeout(done, 5))
  expect(shown.at).toBe(3)
  answer('rows')
  await read
  expect(shown.at).toBe(4)
  // An own edit that follows is shown; one after somebody else's is not yet.
  shown.wrote(5)
  shown.wrote(7)
  expect([shown.at, told]).toEqual([5, [4, 5]])
})

test('a draft that is given up from outside begins again in its own form, and says what was typed until then', () => {
  const drafts = new Drafts()
  const d = drafts.of('step:3', { start: () => ({ note: '', verdicts: {} as Record<string, string> }), seen: 1, blank: true })
  const form = d.value
  let forgotten = 0
  d.onGone(() => forgotten++)
  form.note = ' 门口堆料 '
  form.verdicts['1'] = 'pass'
  d.photos = 2
  expect(drafts.held('step:3')?.typed).toEqual([['note', '门口堆料'], ['verdicts.1', 'pass']])
  drafts.giveUp('step:3')
  expect([form.note, Object.keys(d.value.verdicts), d.photos, forgotten, d.turn]).toEqual(['', [], 0, 1, 1])
  expect(drafts.unsaved).toEqual([])
  form.note = '又'
  expect(drafts.unsaved).toEqual(['step:3'])
})

test('what nobody typed in a form follows the file, and what was typed stays', () => {
  const drafts = new Drafts()
  const draft = drafts.of('person:1', { start: () => ({ phone: '1', post: '主任' }), seen: 1, blank: false })
  draft.value.phone = '2'
  draft.adopt({ phone: '3', post: '书记' })
  expect(draft.value).toEqual({ phone: '2', post: '书记' })
  expect(draft.started).toEqual({ phone: '1', post: '书记' })
  expect(draft.changed).toBe(true)
  draft.value.phone = '1'
  expect(draft.changed).toBe(false)
  draft.adopt({ phone: '3', post: '书记' })
  expect(draft.value.phone).toBe('3')
})
