import { describe, expect, it } from 'vitest'
import type { Part, PaperRow } from '../../lib/bindings'
import { pages } from './pages'

const para = (text: string): Part => ({ part: 'para', style: 'GwBody', text, right: null, late: false, centred: false, item: null })
const row = (text: string, head = false): PaperRow => ({ head, cells: [{ span: 1, tint: false, parts: [para(text)] }] })
const table = (n: number): Part => ({ part: 'table', widths: [400], lines: true, rows: [row('head', true), ...Array.from({ length: n }, (_, i) => row(String(i + 1)))] })
const texts = (parts: Part[]) => parts.flatMap((p) => (p.part === 'table' ? p.rows.map((r) => (r.cells[0]?.parts[0] as { text: string }).text) : p.part === 'para' ? [p.text] : []))
const rows = (n: number, high: number) => ({ part: 20 + n * high, rows: [20, ...Array.from({ length: n }, () => high)] })

describe('a sheet of a document', () => {
  it('of one page stays one', () => {
    const sheet = { parts: [para('title'), table(2)] }
    expect(pages(sheet, [{ part: 30, rows: [] }, rows(2, 20)], 100)).toEqual([sheet])
  })

  it('tears no row and repeats the head', () => {
    const made = pages({ parts: [para('title'), table(5), para('end')] }, [{ part: 30, rows: [] }, rows(5, 25), { part: 10, rows: [] }], 100)
    expect(made.map((s) => texts(s.parts))).toEqual([
      ['title', 'head', '1', '2'],
      ['head', '3', '4', '5'],
      ['end'],
    ])
  })

  it('begins a table on the next page where its first row has no room', () => {
    const made = pages({ parts: [para('title'), table(1)] }, [{ part: 70, rows: [] }, rows(1, 25)], 100)
    expect(made.map((s) => texts(s.parts))).toEqual([['title'], ['head', '1']])
  })

  it('leaves what is higher than a page whole, on a page of its own', () => {
    const made = pages({ parts: [para('title'), para('long'), table(2)] }, [{ part: 30, rows: [] }, { part: 150, rows: [] }, rows(2, 120)], 100)
    expect(made.map((s) => texts(s.parts))).toEqual([['title'], ['long'], ['head', '1'], ['head', '2']])
  })
})
