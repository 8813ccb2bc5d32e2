import { expect, test } from 'vitest'
import type { ActionOffer } from '../lib/bindings'
import { type Draft, emptyDraft, filled, lacking, stepInput } from './actions'

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
  expect(stepInput(back, d)).toEqual({ note: 'ok', until: null, pass: [1], fail: [2], not_applicable: [3], remarks: {} })
  expect(stepInput(offer('start'), d)).toEqual({ note: 'ok', until: null, pass: [], fail: [], not_applicable: [], remarks: {} })
})

test('a remark explains its own item, and one of an item that passes after all is left out', () => {
  const o = offer('accept', { needs_standard: true })
  const d = draft({ verdicts: { 1: 'na', 2: 'pass' }, remarks: { 1: ' torn down ', 2: 'was bad' } })
  expect(lacking(o, d, [1, 2])).toEqual([])
  expect(lacking(o, { ...d, remarks: { 2: 'was bad' } }, [1, 2])).toEqual(['note_na'])
  expect(stepInput(o, d).remarks).toEqual({ 1: 'torn down' })
  expect(stepInput(offer('start'), d).remarks).toEqual({})
})
