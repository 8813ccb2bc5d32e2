// How a sheet of a document falls into pages of A4: no row is torn, and the head of a table stands on each page that it goes on to.
import type { Part, Sheet } from '../../lib/bindings'

/** What a page holds between its margins, in points: a little less than there is, as a printer's letters may take more than the screen's. */
export const PAGE = 690

/** How high the parts of a sheet came out; of a table each row in its order. */
export interface Heights {
  part: number
  rows: number[]
}

/** The sheets that come onto paper, a page each. What is higher than a page has one of its own. */
export function pages(sheet: Sheet, heights: Heights[], room: number): Sheet[] {
  const done: Part[][] = [[]]
  let left = room
  const turn = () => {
    if (done.at(-1)?.length) done.push([])
    left = room
  }
  const put = (part: Part, height: number) => {
    done.at(-1)?.push(part)
    left -= height
  }
  sheet.parts.forEach((part, i) => {
    const { part: whole, rows } = heights[i] ?? { part: 0, rows: [] }
    const split = part.part === 'table' && part.rows.length > 1
    if (!split) {
      if (whole > left) turn()
      return put(part, whole)
    }
    const highs = part.rows.map((row, j) => ({ row, high: rows[j] ?? 0 }))
    const heads = highs.filter((r) => r.row.head)
    const head = heads.reduce((sum, r) => sum + r.high, 0)
    let [taken, used] = [[] as typeof highs, head]
    const lay = () => {
      if (taken.length) put({ ...part, rows: [...heads, ...taken].map((r) => r.row) }, used)
      ;[taken, used] = [[], head]
    }
    for (const r of highs.filter((r) => !r.row.head)) {
      if (used + r.high > left) {
        lay()
        turn()
      }
      taken.push(r)
      used += r.high
    }
    lay()
  })
  return done.map((parts) => ({ parts }))
}

/** Reads the heights of the parts that `text` holds, one element each. */
export const heightsOf = (text: HTMLElement): Heights[] =>
  [...text.children].map((el) => ({
    part: el.getBoundingClientRect().height,
    rows: el instanceof HTMLTableElement ? [...el.rows].map((r) => r.getBoundingClientRect().height) : [],
  }))
