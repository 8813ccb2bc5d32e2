import { describe, expect, it } from 'vitest'
import { css } from './printing.svelte'

const body = { id: 'GwBody', font: '仿宋', size: 12, line: 20, before: 0, after: 6, indented: true, align: 'both' }

describe('a paragraph style of a document', () => {
  it('keeps its size, exact line, space and indent', () => {
    const set = css(body)
    expect(set).toContain('font: calc(var(--pt) * 12)/calc(var(--pt) * 20)')
    expect(set).toContain('FangSong')
    expect(set).toContain('padding: calc(var(--pt) * 0) 0 calc(var(--pt) * 6)')
    expect(set).toContain('text-align: justify')
    expect(set).toContain('text-indent: 2em')
  })

  it('lets a line grow with the picture that stands in it', () => {
    expect(css({ ...body, line: 0, indented: false, align: 'center' })).toMatch(/font: calc\(var\(--pt\) \* 12\)\/normal .*text-align: center$/)
  })
})
