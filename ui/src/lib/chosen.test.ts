import { expect, test } from 'vitest'
import { inHand } from './chosen'

const all = [{ code: 'a' }, { code: 'b' }]
const of = (chosen: string | null | undefined, list = all) => inHand(list, (o) => o.code, chosen)

test('the first is in hand until one is chosen, and no other takes the place of one that is gone', () => {
  expect(of(undefined).one?.code).toBe('a')
  expect(of('b')).toEqual({ one: all[1], gone: false })
  expect(of('c')).toEqual({ one: null, gone: true })
  expect(of(null)).toEqual({ one: null, gone: false })
  expect(of(undefined, [])).toEqual({ one: null, gone: false })
})
