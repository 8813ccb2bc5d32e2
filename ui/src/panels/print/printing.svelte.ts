// The document that is shown for printing.
import { app } from '../../lib/app.svelte'
import type { Paper, PaperStyle } from '../../lib/bindings'
import * as ipc from '../../lib/ipc'

class Printing {
  paper = $state.raw<Paper | null>(null)

  async show(make: () => Promise<Paper>) {
    this.paper = (await app.run(make)) ?? null
  }

  leave() {
    this.paper = null
    void ipc.paperLeave()
  }
}

export const printing = new Printing()
app.onOpen(() => {
  if (printing.paper) printing.leave()
})

/** Chinese fonts by the names that desktops know them by; Latin letters and digits come before. */
const fonts: Record<string, string> = {
  宋体: "'Times New Roman', 宋体, SimSun, 'Noto Serif CJK SC', serif",
  仿宋: "'Times New Roman', 仿宋, FangSong, 仿宋_GB2312, 'Noto Serif CJK SC', serif",
  黑体: "'Times New Roman', 黑体, SimHei, 'Noto Sans CJK SC', sans-serif",
}

/** A length of the document: points on the screen; on paper, parts of what the printer's page is wide (print.css). */
export const pt = (points: number): string => `calc(var(--pt) * ${points})`

/** A paragraph style as the page sets it. */
export const css = (s: PaperStyle): string =>
  [
    `font: ${pt(s.size)}/${s.line === 0 ? 'normal' : pt(s.line)} ${fonts[s.font] ?? 'serif'}`,
    `padding: ${pt(s.before)} 0 ${pt(s.after)}`,
    `text-align: ${s.align === 'both' ? 'justify' : s.align}`,
    s.indented ? 'text-indent: 2em' : '',
  ]
    .filter(Boolean)
    .join('; ')
