import { expect, test } from 'vitest'
import { firstOf, SHOWN } from './hits'

const some = (what: string, n: number) => Array.from({ length: n }, (_, id) => ({ what, id }))

test('a list shows the first of each sort and says of which there are more', () => {
  const { shown, more } = firstOf([...some('grid', SHOWN + 1), ...some('person', SHOWN), ...some('site', 2)])
  expect(shown.filter((h) => h.what === 'grid')).toHaveLength(SHOWN)
  expect(shown).toHaveLength(2 * SHOWN + 2)
  expect(more).toEqual(['grid'])
})
