// Which words the window uses: one dictionary per language, keyed alike, Chinese first.
import { campaignsEn } from '../panels/campaigns/words.en'
import { campaignsZh } from '../panels/campaigns/words.zh'
import { inspectEn } from '../panels/inspect/words.en'
import { inspectZh } from '../panels/inspect/words.zh'
import { panelsEn } from '../panels/words.en'
import { panelsZh } from '../panels/words.zh'
import { peopleEn } from '../panels/people/words.en'
import { peopleZh } from '../panels/people/words.zh'
import { rulesEn } from '../panels/rules/words.en'
import { rulesZh } from '../panels/rules/words.zh'
import { en } from './words/en'
import { zh } from './words/zh'

export type Lang = 'zh' | 'en'
export type Key = keyof typeof zh | keyof typeof panelsZh | keyof typeof peopleZh | keyof typeof rulesZh | keyof typeof campaignsZh | keyof typeof inspectZh

export const dictionaries: Record<Lang, Record<Key, string>> = {
  zh: { ...zh, ...panelsZh, ...peopleZh, ...rulesZh, ...campaignsZh, ...inspectZh },
  en: { ...en, ...panelsEn, ...peopleEn, ...rulesEn, ...campaignsEn, ...inspectEn },
}

/** The language in force; set `lang.now` to change every word on the screen. */
export const lang = $state<{ now: Lang }>({ now: 'zh' })

/** Fills `{name}` in a sentence; a value that is not given leaves its mark standing, so that it is noticed. */
export const fill = (sentence: string, args: Record<string, string | number> = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (mark, name: string) => String(args[name] ?? mark))

/** The words for a key in the language in force. */
export const t = (key: Key, args?: Record<string, string | number>): string => fill(dictionaries[lang.now][key], args)

/** Whether a key made up at run time (a verb, a code from the core) has words. */
export const isKey = (key: string): key is Key => key in dictionaries.zh
