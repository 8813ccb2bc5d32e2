import { expect, test } from 'vitest'
import { dictionaries, fill } from './i18n.svelte'

const marks = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort()

test('both languages have the same keys', () => {
  expect(Object.keys(dictionaries.en).sort()).toEqual(Object.keys(dictionaries.zh).sort())
})

test('both languages fill the same placeholders', () => {
  for (const [key, sentence] of Object.entries(dictionaries.zh)) {
    const other = dictionaries.en[key as keyof typeof dictionaries.en]
    expect(marks(other), key).toEqual(marks(sentence))
  }
})

test('no word is empty', () => {
  for (const words of Object.values(dictionaries)) {
    for (const [key, sentence] of Object.entries(words)) expect(sentence.trim(), key).not.toBe('')
  }
})

test('a placeholder without a value stays visible', () => {
  expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}')
})
