// Days as YYYY-MM-DD: counted, and in words.
import type { Lang } from './i18n.svelte'

const DAY_MS = 86_400_000

const time = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** Date and time in China of a moment, `2026-11-24T16:05:00`, as the file counts days: whatever zone the machine is set to. */
export const inChina = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)

/** Whole days from one to another. */
export const span = (from: string, to: string): number => Math.round((time(to) - time(from)) / DAY_MS)

export const plus = (day: string, n: number): string => new Date(time(day) + n * DAY_MS).toISOString().slice(0, 10)

/** 0 = Sunday. */
export const weekday = (day: string): number => new Date(time(day)).getUTCDay()

/** `2026年10月12日星期一`, `Monday, 12 October 2026`; short: `2026年10月12日`, `12 Oct 2026`. */
export const inWords = (day: string, lang: Lang, short = false): string =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: short ? (lang === 'zh' ? 'long' : 'medium') : 'full', timeZone: 'UTC' }).format(time(day))
