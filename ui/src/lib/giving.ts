// Cells in hand, each with the role that it was painted in: a cell may wait for a chief and for a leader at once.
import type { GridId, PersonId } from './bindings'
import type { Pending } from './mode'

/** By role and cell, in the order of painting. */
export type Giving = ReadonlyMap<string, Pending>

export const keyOf = (role: string, id: GridId): string => `${role}/${id}`

/** What each cell waits for, as the map shows it: in the role in hand, or what it was painted for last. */
export const byCell = (pending: Giving, role: string): Map<GridId, Pending> => {
  const shown = new Map<GridId, Pending>()
  for (const p of pending.values()) if (p.role === role || shown.get(p.row.id)?.role !== role) shown.set(p.row.id, p)
  return shown
}

/** How many cells the changes are of. */
export const cellsOf = (pending: Giving): number => new Set([...pending.values()].map((p) => p.row.id)).size

/** The change is another's place in the map's colours: a chief from today on. */
export const atOnce = (p: Pending, from: string, today: string): boolean => p.role === 'chief' && from <= today

/** Cells of one role that go to one person: what the core is sent. */
export const groups = (pending: Giving): { role: string; person: PersonId | null; grids: GridId[] }[] => {
  const all = new Map<string, { role: string; person: PersonId | null; grids: GridId[] }>()
  for (const { role, person, row } of pending.values()) {
    const key = `${role}/${person}`
    const g = all.get(key)
    if (g) g.grids.push(row.id)
    else all.set(key, { role, person, grids: [row.id] })
  }
  return [...all.values()]
}
