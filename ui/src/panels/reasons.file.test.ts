import { expect, it } from 'vitest'
import { chineseReason } from './reasons.zh'

const sources = import.meta.glob<string>('../../../src-tauri/core/src/{error/cause,store/place,store/journal,store/restore,store/writing,store/mend,store/foreign,store/outside,store/mod,verbs/opening,whole}.rs', {
  query: '?raw',
  import: 'default',
  eager: true,
})
/** What the core says of files, as it stands in its source: sentences that say how to go on. */
const sentences = Object.values(sources)
  .flatMap((source) => [...(source.split('#[cfg(test)]')[0] ?? '').matchAll(/"((?:[^"\\]|\\.)*(?:; |\. |: `)(?:[^"\\]|\\.)*)"/g)].map((m) => m[1] ?? ''))
  .filter((s) => /^(?:is|has|lies|lacks|was|may|finds|cannot|could|needs|would|ends|holds|does|site|grid|This|Another|The) /.test(s) && !s.includes('code {code}'))
  .map((s) => s.replaceAll('\\"', '"').replace(/\{[^}]*\}/g, '7'))

it('finds the sentences of the core', () => {
  expect(sentences.length).toBeGreaterThan(35)
})

it.each(sentences)('has a Chinese form of: %s', (sentence) => {
  expect(chineseReason(sentence)).toMatch(/[\u4e00-\u9fff]/)
  expect(chineseReason(sentence).replaceAll(/GeoPackage|WAL|-journal|\.gpkg|edit|repair/g, '')).not.toMatch(/[A-Za-z]{3,}/)
})

it('names the file, whatever it is called', () => {
  expect(chineseReason('平安区.gpkg: is read-only; copy it to a folder where you may write')).toMatch(/^平安区\.gpkg：是只读文件/)
  expect(chineseReason('backup: is a folder, not a project; choose the .gpkg file in it')).toMatch(/^backup：是文件夹/)
  expect(chineseReason('the project file finds no room left on the disk; make room there and do it again')).toMatch(/^文件磁盘空间已满/)
})
