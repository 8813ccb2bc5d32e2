// The lines of the matrix as they stand on the screen: which are shown, where, and how a key walks them.
import type { Matrix, MatrixPart, MatrixRow, Square, Squares } from '../../lib/bindings'
import { classB } from '../../lib/colours'
import { share } from '../../lib/format'

export type Show = 'all' | 'empty' | 'overdue'

/** Key of a part: its subdistrict, 0 for the cells that lie in none. */
export const partKey = (p: MatrixPart): number => p.grid?.id ?? 0

export type Line =
  | { kind: 'part'; part: MatrixPart; open: boolean }
  | { kind: 'cell'; row: MatrixRow; part: number }
  | { kind: 'wait'; part: number }

export const HIGH = { part: 37, cell: 29, wait: 29 } as const

const passes = (n: { empty: number; overdue: number }, show: Show): boolean =>
  show === 'all' || (show === 'empty' ? n.empty > 0 : n.overdue > 0)

/** Parts in order, with the rows of those that are unfolded; a part whose rows are still asked for says so. */
export function lines(m: Matrix, rows: ReadonlyMap<number, MatrixRow[]>, open: ReadonlySet<number>, show: Show): Line[] {
  const out: Line[] = []
  for (const part of m.subdistricts) {
    if (!passes(part, show)) continue
    const key = partKey(part)
    const unfolded = open.has(key)
    out.push({ kind: 'part', part, open: unfolded })
    if (!unfolded) continue
    const of = rows.get(key)
    if (!of) out.push({ kind: 'wait', part: key })
    else for (const row of of) if (passes(row, show)) out.push({ kind: 'cell', row, part: key })
  }
  return out
}

/** Parts whose rows are to be asked for: those unfolded that have none, and after an edit all that have some, folded or not. */
export const wanted = (open: readonly number[], held: readonly number[], stale: boolean): number[] =>
  stale ? [...new Set([...open, ...held])] : open.filter((part) => !held.includes(part))

/** Where each line begins, and the end of the last. */
export function tops(all: readonly Line[]): number[] {
  const out = [0]
  for (const l of all) out.push((out.at(-1) ?? 0) + HIGH[l.kind])
  return out
}

/** The first line that ends below a height, by halving. */
const below = (at: readonly number[], y: number): number => {
  let low = 0
  let high = at.length - 1
  while (low < high) {
    const mid = (low + high) >> 1
    if ((at[mid + 1] ?? Infinity) > y) high = mid
    else low = mid + 1
  }
  return low
}

/** The lines in sight, with some more on both sides: the first, and the one after the last. */
export function window(at: readonly number[], top: number, height: number, more = 6): [number, number] {
  const count = at.length - 1
  const first = Math.max(0, below(at, top) - more)
  return [Math.min(first, count), Math.min(count, below(at, top + height) + 1 + more)]
}

/** Where the cursor stands: a line, and a column; −1 is the name. */
export interface Cursor {
  line: number
  column: number
}

/** Where a key leads; the same place where it leads nowhere. */
export function walk(c: Cursor, key: string, count: number, columns: number, page: number): Cursor {
  const line = (n: number): Cursor => ({ line: Math.max(0, Math.min(count - 1, n)), column: c.column })
  const column = (n: number): Cursor => ({ line: c.line, column: Math.max(-1, Math.min(columns - 1, n)) })
  if (key === 'ArrowDown') return line(c.line + 1)
  if (key === 'ArrowUp') return line(c.line - 1)
  if (key === 'PageDown') return line(c.line + page)
  if (key === 'PageUp') return line(c.line - page)
  if (key === 'Home') return column(-1)
  if (key === 'End') return column(columns - 1)
  if (key === 'ArrowRight') return column(c.column + 1)
  if (key === 'ArrowLeft') return column(c.column - 1)
  return c
}

/** Class of scale B: the darkest is kept for what is complete. */
export const squareClass = (q: Square): number => (q.complete ? 5 : Math.min(4, classB(share(q.done, q.total) ?? 0)))

export const sumClass = (s: Squares): number => {
  if (s.tasks > 0 && s.complete === s.tasks) return 5
  return Math.min(4, classB(share(s.done, s.total) ?? 0))
}

/** Complete tasks of all tasks of a row: a task without sites counts like any other. */
export const rowRate = (squares: readonly (Square | null)[]): number | null => {
  const tasks = squares.filter((q) => q !== null)
  return share(tasks.filter((q) => q.complete).length, tasks.length)
}

/** The same of sums. */
export const sumRate = (all: readonly { tasks: number; complete: number }[]): number | null =>
  share(
    all.reduce((n, s) => n + s.complete, 0),
    all.reduce((n, s) => n + s.tasks, 0),
  )
