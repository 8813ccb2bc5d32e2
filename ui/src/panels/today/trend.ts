// Where the lines of the trend run: places in a box of pixels, told from counts.
import type { Trend } from '../../lib/bindings'

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Round steps that take in all values: at most `most` of them. */
export const ticks = (low: number, high: number, most = 5): number[] => {
  const span = Math.max(1, high - low)
  const rough = span / (most - 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((s) => s >= rough) ?? power * 10)
  const from = Math.floor(low / step) * step
  const out: number[] = []
  for (let v = from; ; v += step) {
    out.push(v)
    if (v >= high) return out
  }
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** Where a day stands between the first and the last, from 0 to 1. */
export const share = (day: string, days: string[]): number => {
  const [first, last] = [dayNumber(days[0] ?? day), dayNumber(days.at(-1) ?? day)]
  return last > first ? (dayNumber(day) - first) / (last - first) : 1
}

/** Heights for words that want to stand at these heights, each at least `apart` from the next, in the order given. */
export const spread = (wanted: number[], apart: number): number[] => {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  const out = [...wanted]
  for (let k = 1; k < order.length; k++) {
    const [before, now] = [order[k - 1] as number, order[k] as number]
    out[now] = Math.max(out[now] as number, (out[before] as number) + apart)
  }
  return out
}

/** The trend as a table that spreadsheets take: a line a day, a column a kind. */
export const asTable = (trend: Trend, day: string, name: (code: string) => string): string =>
  [[day, ...trend.kinds.map((k) => name(k.code))], ...trend.days.map((d, i) => [d, ...trend.kinds.map((k) => String(k.unresolved[i] ?? ''))])]
    .map((row) => row.join('\t'))
    .join('\n')

/** As much of a name as fits a width, with an ellipsis where some is left out. */
export const fitting = (name: string, room: number, width: (text: string) => number): string => {
  if (width(name) <= room) return name
  const letters = [...name]
  while (letters.length > 1 && width(`${letters.join('')}…`) > room) letters.pop()
  return `${letters.join('').trimEnd()}…`
}
