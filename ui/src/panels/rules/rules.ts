// What the page of rules does with lists and days before the core is asked. Nothing of the domain is decided here.
import type { HolidayRow, PauseRow } from '../../lib/bindings'
import { span } from '../../lib/days'

/** A list with one item at another place; the same list where it cannot go there. */
export const moved = <T>(list: T[], from: number, by: -1 | 1): T[] => {
  const to = from + by
  if (to < 0 || to >= list.length) return list
  const out = [...list]
  const [item] = out.splice(from, 1)
  out.splice(to, 0, item as T)
  return out
}

export const same = (a: string[], b: string[]): boolean => a.length === b.length && a.every((x, i) => x === b[i])

/** Days that follow one another and say the same. */
export interface Run {
  from: string
  to: string
  days: number
  make_up: boolean
  name: string
}

export const runs = (days: HolidayRow[]): Run[] => {
  const out: Run[] = []
  for (const d of days) {
    const last = out.at(-1)
    if (last && last.make_up === d.make_up && last.name === d.name && span(last.to, d.day) === 1) {
      last.to = d.day
      last.days += 1
    } else {
      out.push({ from: d.day, to: d.day, days: 1, make_up: d.make_up, name: d.name })
    }
  }
  return out
}

/** Years that the list or the program speaks of, and the one in hand, the newest first. */
export const years = (days: HolidayRow[], known: number[], now: number): number[] =>
  [...new Set([...days.map((d) => Number(d.day.slice(0, 4))), ...known, now])].sort((a, b) => b - a)

/** Month and day as people write them (`11-15`, `11.15`, `11/15`, `11月15日`) as MM-DD; null when no year has such a day. */
export const readMonthDay = (text: string): string | null => {
  const found = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim())
  if (!found) return null
  const [m, d] = [Number(found[1]), Number(found[2])]
  const date = new Date(Date.UTC(2024, m - 1, d))
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null
  return `${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}

/** A stop runs over New Year. */
export const overNewYear = (p: Pick<PauseRow, 'from' | 'to'>): boolean => p.to < p.from
