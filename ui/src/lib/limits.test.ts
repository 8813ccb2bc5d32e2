import { expect, test } from 'vitest'
import { limits } from './bindings'

const pages = import.meta.glob<string>('../**/*.svelte', { query: '?raw', import: 'default', eager: true })

/** Tags of fields in which somebody writes; braces may hold braces. */
const FIELDS = /<(?:input|textarea|Combobox\.Input)\b(?:[^>"'{}]|"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*>/g
const NO_TEXT = /type="(?:search|checkbox|radio|file|range)"/

test('no field takes a text without end', () => {
  const tags = Object.entries(pages).flatMap(([file, text]) => [...text.matchAll(FIELDS)].map((m) => [file, m[0]] as const))
  expect(tags.length).toBeGreaterThan(40)
  const endless = tags.filter(([, tag]) => !NO_TEXT.test(tag) && !tag.includes('maxlength'))
  expect(endless.map(([file, tag]) => `${file}: ${tag.slice(0, 60)}`)).toEqual([])
})

test('the limits are those of the core', () => {
  expect([limits['site.address'], limits['site.note'], limits['edit.actor'], limits['kind.name_en']]).toEqual([500, 5000, 100, 60])
})
