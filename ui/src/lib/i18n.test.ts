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

test('what goes by number is said of one and of many', () => {
  expect(fill('{n} cell{n|s}', { n: 1 })).toBe('1 cell')
  expect(fill('{n} cell{n|s}', { n: '12' })).toBe('12 cells')
  expect(fill('{n} {n|row is|rows are} new', { n: 1 })).toBe('1 row is new')
  expect(fill('{n} {n|row is|rows are} new', { n: 0 })).toBe('0 rows are new')
})

test('no English sentence has a noun in the plural alone behind its number, nor a curly apostrophe', () => {
  // Sentences in which the number is never one, or the noun is no plural.
  const fine = ['bat.tickall', 'check.what.many', 'legend.walked.due', 'patrol.every', 'history.last', 'past.ago']
  const nouns = /\{\w+\} (cells|sites|days|rows|items|tasks|deadlines|campaigns|files|lines|edits|faults|warnings|records|squares)\b/
  for (const [key, sentence] of Object.entries(dictionaries.en)) {
    if (!fine.includes(key)) expect(nouns.test(sentence), `${key}: ${sentence}`).toBe(false)
    expect(sentence, key).not.toMatch(/\w’/)
  }
})
