import { expect, it } from 'vitest'
import { lang } from '../lib/i18n.svelte'
import { reasonParts, reasonWords } from './reasons'

it('says in Chinese that a sentence has no Chinese form yet, and keeps the original', () => {
  lang.now = 'zh'
  const sentence = 'p.gpkg: the moon is in the wrong house; wait a month'
  expect(reasonParts(sentence)).toEqual({ words: '这个原因还没有中文说明', original: sentence })
  expect(reasonWords(sentence)).toContain('原文：p.gpkg')
  expect(reasonParts('there is nothing to undo in this project').original).toBeNull()
  expect(reasonWords('平安.gpkg')).toBe('平安.gpkg')
  lang.now = 'en'
  expect(reasonWords(sentence)).toBe(sentence)
  lang.now = 'zh'
})
