// Days as places on a slider, and in words.
import type { Lang } from '../../lib/i18n.svelte'

const DAY_MS = 86_400_000

const time = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** Whole days from one to another. */
export const span = (from: string, to: string): number => Math.round((time(to) - time(from)) / DAY_MS)

export const plus = (day: string, n: number): string => new Date(time(day) + n * DAY_MS).toISOString().slice(0, 10)

/** Between the first and the last. */
export const within = (day: string, first: string, last: string): string => (day < first ? first : day > last ? last : day)

/** `2026年10月12日星期一`, `Monday, 12 October 2026`; short: `2026年10月12日`, `12 Oct 2026`. */
export const inWords = (day: string, lang: Lang, short = false): string =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: short ? (lang === 'zh' ? 'long' : 'medium') : 'full', timeZone: 'UTC' }).format(time(day))

/** First days of months, thinned so that their labels have room, with their places from 0 to 1. */
export const months = (first: string, last: string, room: number): { day: string; at: number }[] => {
  const all: { day: string; at: number }[] = []
  const whole = Math.max(1, span(first, last))
  let [y, m] = first.split('-').map(Number) as [number, number]
  for (;;) {
    m += 1
    if (m > 12) [y, m] = [y + 1, 1]
    const day = `${y}-${String(m).padStart(2, '0')}-01`
    if (day > last) break
    all.push({ day, at: span(first, day) / whole })
  }
  const step = Math.max(1, Math.ceil(all.length / Math.max(1, room)))
  return all.filter((_, i) => (all.length - 1 - i) % step === 0)
}

/** The line of a course of counts on a drawing of this size, as points of SVG. */
export const line = (counts: readonly number[], width: number, height: number): string => {
  const most = Math.max(1, ...counts)
  const x = (i: number) => (counts.length > 1 ? (i * width) / (counts.length - 1) : 0)
  return counts.map((n, i) => `${x(i).toFixed(1)},${(height - (n * height) / most).toFixed(1)}`).join(' ')
}
