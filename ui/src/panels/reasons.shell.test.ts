import { expect, it } from 'vitest'
import { chineseReason } from './reasons.zh'

const sources = import.meta.glob<string>('../../../src-tauri/src/*.rs', { query: '?raw', import: 'default', eager: true })
/** Sentences that the desktop program refuses with, as they stand in its source. */
const sentences = Object.values(sources).flatMap((source) =>
  [...source.matchAll(/Refusal::new\(\s*"\w+",\s*"([^"]+)"/g)].map((m) => m[1] ?? ''),
)

it('finds the sentences of the desktop program', () => {
  expect(sentences.length).toBeGreaterThan(6)
})

it.each(sentences)('has a Chinese form of: %s', (sentence) => {
  expect(chineseReason(sentence)).toMatch(/[\u4e00-\u9fff]/)
})

it('says why nothing was printed, and of which ground the notice is too long', () => {
  expect(chineseReason('The document was not printed: no paper; choose another printer, or save the document and print it from there.')).toContain('（no paper）')
  expect(chineseReason('平安区 has more than 1000 unresolved sites, too many for one notice; choose the cells below it')).toMatch(/^平安区 未销号点位超过 1000 处/)
})
