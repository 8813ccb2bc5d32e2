import { expect, test } from 'vitest'
import { closes } from './escape'

const around = (...inside: object[]) => ({ node: { contains: (n: Node | null) => n !== null && inside.includes(n) } })

test('Escape closes what is around the key, the innermost first, else what was opened last', () => {
  const field = {} as Node
  const drawer = around(field)
  const form = around(field)
  const other = around()
  expect(closes([drawer, form, other], field)).toBe(form)
  expect(closes([drawer, other], null)).toBe(other)
  expect(closes([], field)).toBeUndefined()
})
