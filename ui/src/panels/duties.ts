// The duties of a cell by role, in the order that the dossier shows them.
import type { DutyView, GridId } from '../lib/bindings'

export interface RoleRow {
  role: string
  name: string
  holders: DutyView[]
}

const FIRST = ['leader', 'department', 'deputy', 'secretary', 'member']

/** All roles but the chief's; lead leader and departments always stand there, empty or not. */
export function roleRows(duties: readonly DutyView[]): RoleRow[] {
  const rows = new Map<string, RoleRow>()
  for (const role of ['leader', 'department']) rows.set(role, { role, name: '', holders: [] })
  for (const d of duties) {
    if (d.role === 'chief') continue
    const row = rows.get(d.role) ?? { role: d.role, name: '', holders: [] }
    row.name = d.role_name
    row.holders.push(d)
    rows.set(d.role, row)
  }
  const place = (r: string) => (FIRST.includes(r) ? FIRST.indexOf(r) : FIRST.length)
  return [...rows.values()].sort((a, b) => place(a.role) - place(b.role))
}

/** A duty held for the ground above, which the cell only inherits. */
export const inherited = (d: DutyView, grid: GridId) => d.grid.id !== grid
