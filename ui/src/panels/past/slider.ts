// Days as places on a slider.
import { span } from '../../lib/days'

/** Between the first and the last. */
export const within = (day: string, first: string, last: string): string => (day < first ? first : day > last ? last : day)

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
