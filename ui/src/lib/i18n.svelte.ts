// Which words the window uses: one dictionary per language, keyed alike, Chinese first.
import { campaignsEn } from '../panels/campaigns/words.en'
import { campaignsZh } from '../panels/campaigns/words.zh'
import { inspectEn } from '../panels/inspect/words.en'
import { inspectZh } from '../panels/inspect/words.zh'
import { feedbackEn } from '../panels/feedback/words.en'
import { feedbackZh } from '../panels/feedback/words.zh'
import { meetingEn } from '../panels/meeting/words.en'
import { meetingZh } from '../panels/meeting/words.zh'
import { panelsEn } from '../panels/words.en'
import { panelsZh } from '../panels/words.zh'
import { peopleEn } from '../panels/people/words.en'
import { peopleZh } from '../panels/people/words.zh'
import { rulesEn } from '../panels/rules/words.en'
import { rulesZh } from '../panels/rules/words.zh'
import { pastEn } from '../panels/past/words.en'
import { pastZh } from '../panels/past/words.zh'
import { within } from './plain'
import { todayEn } from '../panels/today/words.en'
import { todayZh } from '../panels/today/words.zh'
import { en } from './words/en'
import { writersEn } from './words/writers.en'
import { writersZh } from './words/writers.zh'
import { zh } from './words/zh'

export type Lang = 'zh' | 'en'
// A dictionary a line, so that places that are built at the same time do not meet here.
const allZh = {
  ...zh,
  ...panelsZh,
  ...inspectZh,
  ...campaignsZh,
  ...peopleZh,
  ...rulesZh,
  ...meetingZh,
  ...feedbackZh,
  ...pastZh,
  ...todayZh,
  ...writersZh,
}
const allEn = {
  ...en,
  ...panelsEn,
  ...inspectEn,
  ...campaignsEn,
  ...peopleEn,
  ...rulesEn,
  ...meetingEn,
  ...feedbackEn,
  ...pastEn,
  ...todayEn,
  ...writersEn,
}
export type Key = keyof typeof allZh

export const dictionaries: Record<Lang, Record<Key, string>> = { zh: allZh, en: allEn }

/** The language in force; set `lang.now` to change every word on the screen. */
export const lang = $state<{ now: Lang }>({ now: 'zh' })

/**
 * Fills `{name}` in a sentence; a value that is not given leaves its mark standing, so that it is noticed. What goes by number:
 * `{n} cell{n|s}` ends in s but for one, `{n} {n|row is|rows are}` is the first for one.
 */
export const fill = (sentence: string, args: Record<string, string | number> = {}): string =>
  sentence.replace(/\{(\w+)(?:\|([^{}|]*)(?:\|([^{}|]*))?)?\}/g, (mark, name: string, one?: string, many?: string) => {
    if (one === undefined) return within(String(args[name] ?? mark))
    const single = String(args[name]) === '1'
    return many === undefined ? (single ? '' : one) : single ? one : many
  })

/** The words for a key in the language in force. */
export const t = (key: Key, args?: Record<string, string | number>): string => fill(dictionaries[lang.now][key], args)

/** Whether a key made up at run time (a verb, a code from the core) has words. */
export const isKey = (key: string): key is Key => key in dictionaries.zh
