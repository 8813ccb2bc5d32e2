// What the core says about rows of an import, in the language in force. The core writes English sentences; those it
// is known to write have a Chinese form here. Of any other the Chinese window says that there is none, with the original.
import { plain } from '../lib/plain'
import { lang, t } from '../lib/i18n.svelte'
import { windowWords } from './reasons.window.en'
import { chineseReason } from './reasons.zh'
import { withoutKeys } from '../lib/unnumbered'

/** A sentence in English words, whatever marks stand around it. */
const isEnglish = (s: string): boolean => !/[\u4e00-\u9fff]/.test(s) && /[A-Za-z]{2,}(?: [A-Za-z'’]{2,}){2,}/.test(s)

/** A sentence with the marks that Chinese is written with: what stood there in its quotes, lists parted by its comma. */
export const chineseMarks = (s: string): string =>
  s
    .replace(/ ?"([^"]*)"(?: (?=[\u4e00-\u9fff]))?/g, '“$1”')
    .replace(/”, ?“/g, '”、“')
    .replace(/(第 [\d–, …]+ )(?=行|个要素)/g, (rows) => rows.replace(/, /g, '、'))

/** A sentence of the core in the language in force; `original` where it has no words of that language and is kept for who can use it. */
export const reasonParts = (sentence: string): { words: string; original: string | null } => {
  const said = withoutKeys(plain(lang.now === 'zh' ? chineseReason(sentence) : windowWords(sentence)))
  const words = lang.now === 'zh' && said !== sentence ? chineseMarks(said) : said
  return lang.now === 'zh' && isEnglish(words) ? { words: t('reason.unknown'), original: plain(sentence) } : { words, original: null }
}

/** A refusal of one field, told beside it: some sentences have words only together with the name of their field. */
export const besideWords = (sentence: string, message: string): string => (reasonParts(sentence).original === null ? reasonWords(sentence) : reasonWords(message))

/** The same in one line. */
export const reasonWords = (sentence: string): string => {
  const { words, original } = reasonParts(sentence)
  return original === null ? words : t('reason.original', { words, original })
}

/** Whether a sentence says that somebody else holds the file: a copy in its place would help nobody. */
export const advisesWaiting = (sentence: string): boolean => /\bwait until that is done\b/.test(sentence)

/** Whether a sentence about the open project advises to save a copy of it. */
export const advisesCopy = (sentence: string): boolean => /\b(save a copy|copy it to)\b/i.test(sentence)
