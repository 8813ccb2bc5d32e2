import { expect, test } from 'vitest'
import type { ActionOffer } from '../lib/bindings'
import { carried, type Draft, emptyDraft, filled, inOrder, lacking, type Standard, stepInput } from './actions'

const offer = (action: ActionOffer['action'], more: Partial<ActionOffer> = {}): ActionOffer => ({
  action, needs_note: false, needs_until: false, needs_standard: false, missing: [], ...more,
})
const draft = (d: Partial<Draft>): Draft => ({ ...emptyDraft(), ...d })
const accept = offer('accept', { needs_standard: true, missing: ['standard', 'photo_after'] })
const back = offer('return', { needs_standard: true, missing: ['failed_items'] })

test('what a form can answer goes once it is answered, facts of the site stay', () => {
  expect(lacking(accept, emptyDraft(), [1, 2])).toEqual(['photo_after', 'standard'])
  expect(lacking(accept, draft({ verdicts: { 1: 'pass', 2: 'pass' } }), [1, 2])).toEqual(['photo_after'])
  expect(lacking(accept, draft({ verdicts: { 1: 'pass', 2: 'pass' } }), [1, 2], '', ['before'])).toEqual(['photo_after'])
  expect(lacking(accept, draft({ verdicts: { 1: 'pass', 2: 'pass' } }), [1, 2], '', ['after'])).toEqual([])
})

test('a failed item stops an acceptance and makes the return the filled button', () => {
  const d = draft({ verdicts: { 1: 'pass', 2: 'fail' } })
  expect(lacking(offer('accept'), d, [1, 2])).toEqual(['some_failed'])
  expect(filled([accept, back], d)?.action).toBe('return')
  expect(lacking(back, d, [1, 2])).toEqual([])
  expect(filled([accept, back], draft({ verdicts: { 1: 'pass' } }))?.action).toBe('accept')
})

test('a return names at least one failed item', () => {
  expect(lacking(back, draft({ verdicts: { 1: 'pass' } }), [1, 2])).toEqual(['failed_items'])
})

test('an item that does not apply asks for its reason', () => {
  const d = draft({ verdicts: { 1: 'na', 2: 'pass' } })
  expect(lacking(offer('accept', { needs_standard: true }), d, [1, 2])).toEqual(['note_na'])
  expect(lacking(offer('accept', { needs_standard: true }), { ...d, note: 'torn down' }, [1, 2])).toEqual([])
})

test('a suspension needs its reason and its day', () => {
  const o = offer('suspend', { needs_note: true, needs_until: true, missing: ['note', 'until'] })
  expect(lacking(o, draft({ note: '  ' }), [])).toEqual(['note', 'until'])
  expect(lacking(o, draft({ note: 'winter', until: '2027-03-01' }), [])).toEqual([])
})

test('a suspension ends after today', () => {
  const o = offer('suspend', { needs_until: true })
  expect(lacking(o, draft({ until: '2026-11-24' }), [], '2026-11-24')).toEqual(['until'])
  expect(lacking(o, draft({ until: '2026-11-25' }), [], '2026-11-24')).toEqual([])
})

test('the input carries only what the action asks for', () => {
  const d = draft({ note: ' ok ', until: '2027-03-01', verdicts: { 2: 'fail', 1: 'pass', 3: 'na' } })
  expect(stepInput(back, d)).toEqual({ note: 'ok', until: null, pass: [1], fail: [2], not_applicable: [3], remarks: {}, judged_by: null })
  expect(stepInput(offer('start'), d)).toEqual({ note: 'ok', until: null, pass: [], fail: [], not_applicable: [], remarks: {}, judged_by: null })
})

test('a remark explains its own item, and one of an item that passes after all is left out', () => {
  const o = offer('accept', { needs_standard: true })
  const d = draft({ verdicts: { 1: 'na', 2: 'pass' }, remarks: { 1: ' torn down ', 2: 'was bad' } })
  expect(lacking(o, d, [1, 2])).toEqual([])
  expect(lacking(o, { ...d, remarks: { 2: 'was bad' } }, [1, 2])).toEqual(['note_na'])
  expect(stepInput(o, d).remarks).toEqual({ 1: 'torn down' })
  expect(stepInput(offer('start'), d).remarks).toEqual({})
})

const standard = (version: number, ...texts: string[]): Standard => ({ kind: 'dry_toilet', version, items: texts.map((text, i) => ({ number: i + 1, text })) })

test('what was judged goes with the words of its item when the standard is another one', () => {
  const d = { verdicts: { 1: 'pass', 2: 'fail', 3: 'na' } as const, remarks: { 2: '漏', 3: '无' } }
  const before = standard(1, '有顶', '不漏', '有灯')
  expect(carried(d, before, standard(2, '不漏', '有顶', '有灯'))).toEqual({ verdicts: { 1: 'fail', 2: 'pass', 3: 'na' }, remarks: { 1: '漏', 3: '无' }, gone: [] })
  expect(carried(d, before, standard(2, '有灯'))).toEqual({
    verdicts: { 1: 'na' }, remarks: { 1: '无' },
    gone: [{ text: '有顶', verdict: 'pass', remark: '' }, { text: '不漏', verdict: 'fail', remark: '漏' }],
  })
  expect(carried({ verdicts: { 2: 'fail' }, remarks: {} }, standard(1, '同', '同'), standard(2, '同', '同')).gone).toEqual([])
})

test('a judgement says which standard it was given by', () => {
  const d = draft({ verdicts: { 1: 'fail' } })
  expect(stepInput(back, d, standard(3, '有顶')).judged_by).toEqual({ kind: 'dry_toilet', version: 3 })
  expect(stepInput(offer('start'), d, standard(3, '有顶')).judged_by).toBeNull()
})

test('steps keep the order in which they were first offered', () => {
  const first = inOrder([offer('start'), offer('suspend')], []).map((o) => o.action)
  const then = inOrder([offer('suspend'), offer('start'), offer('submit')], first).map((o) => o.action)
  expect([first, then]).toEqual([['start', 'suspend'], ['start', 'suspend', 'submit']])
})
