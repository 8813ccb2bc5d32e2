// The load of every chief, as it would be once the pending changes are confirmed.
import type { ChiefLoad, GridId, GridRow, PersonId, PersonRow } from '../lib/bindings'

/** Cells that will change hands: who gets them (null = vacant) and the row as it stands. */
export type Pending = ReadonlyMap<GridId, { person: PersonId | null; row: GridRow }>

export interface Load extends ChiefLoad {
  /** What the pending changes add (+) or take (−); already part of the figures. */
  moved: { grids: number; unresolved: number }
  /** More than one and a half times the mean of unresolved sites. */
  heavy: boolean
}

export interface Loads {
  /** Vacant first, then the heaviest, then people with no cell by name. */
  rows: Load[]
  /** Unresolved sites per chief who holds at least one cell. */
  mean: number
  /** The largest count, for the bars. */
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

export function loadsWith(now: readonly ChiefLoad[], pending: Pending, people: readonly PersonRow[] = []): Loads {
  const rows: Load[] = now.map((l) => ({ ...l, moved: { grids: 0, unresolved: 0 }, heavy: false }))
  const byId = new Map(rows.map((l) => [l.person, l]))
  for (const p of people) {
    if (byId.has(p.id)) continue
    const row: Load = { ...idle(p), moved: { grids: 0, unresolved: 0 }, heavy: false }
    rows.push(row)
    byId.set(p.id, row)
  }
  const holder = (row: GridRow): Load | undefined =>
    row.chief === null ? byId.get(null) : rows.find((l) => l.person !== null && l.name === row.chief && l.grids > 0)
  const shift = (l: Load | undefined, row: GridRow, sign: 1 | -1) => {
    if (!l) return
    l.grids += sign
    l.unresolved += sign * row.figures.unresolved
    l.overdue += sign * row.figures.overdue
    l.moved.grids += sign
    l.moved.unresolved += sign * row.figures.unresolved
  }
  const changes = [...pending.values()].map((c) => ({ ...c, old: holder(c.row) }))
  for (const { person, row, old } of changes) {
    const next = byId.get(person)
    if (old === next) continue
    shift(old, row, -1)
    shift(next, row, 1)
  }
  const holding = rows.filter((l) => l.person !== null && l.grids > 0)
  const mean = holding.length ? holding.reduce((n, l) => n + l.unresolved, 0) / holding.length : 0
  for (const l of holding) l.heavy = l.unresolved > 1.5 * mean
  rows.sort(
    (a, b) =>
      Number(b.person === null) - Number(a.person === null) ||
      Number(b.grids > 0) - Number(a.grids > 0) ||
      b.unresolved - a.unresolved ||
      b.grids - a.grids ||
      a.name.localeCompare(b.name, 'zh'),
  )
  return { rows, mean, most: Math.max(1, ...rows.map((l) => l.unresolved)) }
}

/** The rows that the pending changes touch, with what they were. */
export const touched = (loads: Loads) =>
  loads.rows
    .filter((l) => l.moved.grids !== 0 || l.moved.unresolved !== 0)
    .map((l) => ({ ...l, gridsBefore: l.grids - l.moved.grids, unresolvedBefore: l.unresolved - l.moved.unresolved }))

/** Confirming costs one edit per person: their cells together. */
export function byPerson(pending: Pending): { person: PersonId | null; grids: GridId[] }[] {
  const groups = new Map<PersonId | null, GridId[]>()
  for (const [id, { person }] of pending) {
    const g = groups.get(person)
    if (g) g.push(id)
    else groups.set(person, [id])
  }
  return [...groups].map(([person, grids]) => ({ person, grids }))
}

/** Words of a search against name, post and telephone; blanks part them and all must match. */
export const matches = (l: Pick<Load, 'name' | 'post' | 'phone'>, text: string) => {
  const hay = `${l.name} ${l.post} ${l.phone}`.toLowerCase()
  return text.toLowerCase().split(/\s+/).every((w) => hay.includes(w))
}

/** "+4", "−2", or nothing. */
export const signed = (n: number) => (n === 0 ? '' : n > 0 ? `+${n}` : `−${-n}`)
