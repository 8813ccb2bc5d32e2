// A list that is all at hand, for the tables that ask for pages; and its order.
import type { Page, Sort } from './bindings'

/** A page of what is at hand. */
export const listed =
  <T>(all: readonly T[]) =>
  async (offset: number, limit: number): Promise<Page<T>> => ({ total: all.length, offset, rows: all.slice(offset, offset + limit) })

/** In the order of a column; what the column does not tell apart stays as it was. */
export const ordered = <T>(all: readonly T[], sort: Sort, values: Record<string, (row: T) => string | number>): readonly T[] => {
  const value = values[sort.by]
  if (!value) return sort.descending ? [...all].reverse() : all
  const turn = sort.descending ? -1 : 1
  return [...all].sort((a, b) => {
    const [x, y] = [value(a), value(b)]
    return turn * (typeof x === 'string' && typeof y === 'string' ? x.localeCompare(y, 'zh') : Number(x) - Number(y))
  })
}
