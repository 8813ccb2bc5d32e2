// The load of every chief, as it would be once the pending changes are confirmed.
import type { ChiefLoad, GridRow, PersonId, PersonRow } from '../lib/bindings'

/** Cells that will change hands: who gets them (null = vacant) and the row as it stands. */
export type Pending = ReadonlyMap<unknown, { person: PersonId | null; row: GridRow }>

export interface Load extends ChiefLoad {
  /** What the pending changes add (+) or take (−); already part of the figures. */
  moved: { grids: number; unresolved: number }
  /** More than one and a half times the mean of unresolved sites. */
  heavy: boolean
  /** Had no cell when the order of the list was asked for. */
  idle: boolean
}

export interface Loads {
  /** Vacant first, then the heaviest, then people with no cell by name; as it was when the order was asked for. */
  rows: Load[]
  /** The order would be another one now. */
  moved: boolean
  /** Unresolved sites per chief who holds at least one cell. */
  mean: number
  /** The largest count of a person, for the bars: what nobody has is often many times that. */
  most: number
}

const idle = (p: PersonRow): ChiefLoad => ({
  person: p.id,
  name: p.name,
  post: p.post,
  phone: p.phone,
  colour: 0,
  grids: 0,
  unresolved: 0,
  overdue: 0,
})

type Weighed = Pick<ChiefLoad, 'person' | 'name' | 'grids' | 'unresolved'>

/** Vacant first, then the heaviest, then those without a cell by name. */
const byWeight = (a: Weighed, b: Weighed): number =>
  Number(b.person === null) - Number(a.person === null) ||
  Number(b.grids > 0) - Number(a.grids > 0) ||
  b.unresolved - a.unresolved ||
  b.grids - a.grids ||
  a.name.localeCompare(b.name, 'zh')

/** The loads as the pending changes leave them, in the order of `then`: no stroke moves a row from under the pointer. */
export function loadsWith(now: readonly ChiefLoad[], pending: Pending, people: readonly PersonRow[] = [], then: readonly ChiefLoad[] = now): Loads {
  const stood = [...(then.length ? then : now)].sort(byWeight)
  const place = new Map(stood.map((l, i) => [l.person, i]))
  const held = new Set(stood.filter((l) => l.person === null || l.grids > 0).map((l) => l.person))
  const fresh = (l: ChiefLoad): Load => ({ ...l, moved: { grids: 0, unresolved: 0 }, heavy: false, idle: !held.has(l.person) })
  const rows: Load[] = now.map(fresh)
  const byId = new Map(rows.map((l) => [l.person, l]))
  for (const p of people) {
    if (byId.has(p.id)) continue
    const row = fresh(idle(p))
    rows.push(row)
    byId.set(p.id, row)
  }
  const shift = (l: Load | undefined, row: GridRow, sign: 1 | -1) => {
    if (!l) return
    l.grids += sign
    l.unresolved += sign * row.figures.unresolved
    l.overdue += sign * row.figures.overdue
    l.moved.grids += sign
    l.moved.unresolved += sign * row.figures.unresolved
  }
  const changes = [...pending.values()].map((c) => ({ ...c, old: byId.get(c.row.chief_person) }))
  for (const { person, row, old } of changes) {
    const next = byId.get(person)
    if (old === next) continue
    shift(old, row, -1)
    shift(next, row, 1)
  }
  const holding = rows.filter((l) => l.person !== null && l.grids > 0)
  const mean = holding.length ? holding.reduce((n, l) => n + l.unresolved, 0) / holding.length : 0
  for (const l of holding) l.heavy = l.unresolved > 1.5 * mean
  const sorted = [...rows].sort(byWeight)
  // Who came since stands at the end, where nothing is moved by it.
  const at = (l: Load) => place.get(l.person) ?? place.size
  rows.sort((a, b) => at(a) - at(b) || a.name.localeCompare(b.name, 'zh'))
  const moved = rows.some((l, i) => l.person !== sorted[i]?.person)
  return { rows, moved, mean, most: Math.max(1, ...holding.map((l) => l.unresolved)) }
}

/** The rows that the pending changes touch, with what they were. */
export const touched = (loads: Loads) =>
  loads.rows
    .filter((l) => l.moved.grids !== 0 || l.moved.unresolved !== 0)
    .map((l) => ({ ...l, gridsBefore: l.grids - l.moved.grids, unresolvedBefore: l.unresolved - l.moved.unresolved }))

/** Words of a search against name, post and telephone; blanks part them and all must match. */
export const matches = (l: Pick<Load, 'name' | 'post' | 'phone'>, text: string) => {
  const hay = `${l.name} ${l.post} ${l.phone}`.toLowerCase()
  return text.toLowerCase().split(/\s+/).every((w) => hay.includes(w))
}

/** "+4", "−2", or nothing. */
export const signed = (n: number) => (n === 0 ? '' : n > 0 ? `+${n}` : `−${-n}`)

type Known = { id: PersonId; name: string; post: string; phone: string; org?: string }

/** What tells each of several people of one name apart: the telephone, else the unit, else the post. Of others nothing. */
export const marks = (people: readonly Known[]): Map<PersonId, string> => {
  const byName = new Map<string, Map<PersonId, Known>>()
  for (const p of people) {
    const all = byName.get(p.name) ?? new Map<PersonId, Known>()
    // Who is known from two lists is one, and the fuller of both.
    all.set(p.id, { ...all.get(p.id), ...p })
    byName.set(p.name, all)
  }
  const several = [...byName.values()].filter((all) => all.size > 1)
  return new Map(several.flatMap((all) => [...all.values()].map((p) => [p.id, p.phone || p.org || p.post] as const)))
}

/** A name as it is compared: blanks within make nobody else. */
const bare = (name: string) => (/\p{Script=Han}/u.test(name) ? name.replace(/\s+/g, '') : name.trim().replace(/\s+/g, ' '))

/** Those who are called as somebody who is to be added. */
export const namesakes = <P extends { name: string }>(people: readonly P[], name: string): P[] => (bare(name) ? people.filter((p) => bare(p.name) === bare(name)) : [])

/** By what the core finds them. */
export const soughtAs = bare
