// Sites that came without a number: the key that was made up for them tells nobody anything.
import { t } from './i18n.svelte'

const MADE_UP = /^X-[0-9a-f]{12}$/

/** That it has none, and the beginning of its key, by which two are told apart; papers say it likewise (`site/number`). */
const without = (key: string): string => `${t('site.unnumbered')} ${key.slice(2, 8)}`.trimEnd()

/** The number that the office gave; empty where it gave none. */
export const officeNumber = (number: string): string => (MADE_UP.test(number) ? '' : number)

/** The same for a place that wants a word. */
export const numberWord = (number: string): string => officeNumber(number) || without(number)

/** A sentence in which such a key stands. */
export const withoutKeys = (sentence: string): string => sentence.replace(/\bX-[0-9a-f]{12}\b/g, without)
