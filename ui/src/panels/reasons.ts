// What the core says about rows of an import, in the language in force. The core writes English sentences; those it
// is known to write have a Chinese form here, and any other stands as it came rather than being dropped.
import { plain } from '../lib/plain'
import { lang } from '../lib/i18n.svelte'
import { chineseReason } from './reasons.zh'

export const reasonWords = (sentence: string): string => plain(lang.now === 'zh' ? chineseReason(sentence) : sentence)
