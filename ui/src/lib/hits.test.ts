import { expect, test } from 'vitest'
import { firstOf, inFull, SHOWN } from './hits'

const some = (what: string, n: number) => Array.from({ length: n }, (_, id) => ({ what, id }))

test('a list shows the first of each sort and says of which there are more', () => {
  const { shown, more } = firstOf([...some('grid', SHOWN + 1), ...some('person', SHOWN), ...some('site', 2)])
  expect(shown.filter((h) => h.what === 'grid')).toHaveLength(SHOWN)
  expect(shown).toHaveLength(2 * SHOWN + 2)
  expect(more).toEqual(['grid'])
})

test('a site in a field is one, not one of all those with that address', () => {
  expect(inFull({ title: '四组 65 号', detail: '下星家村 · PA0127' })).toBe('四组 65 号 · 下星家村 · PA0127')
  expect(inFull({ title: 'PA0127', detail: '下星家村 · PA0127' })).toBe('PA0127 · 下星家村')
  expect(inFull({ title: '李家村', detail: '' })).toBe('李家村')
})
