// How wide letters are written, measured as the page writes them.

const widths = new Map<string, number>()
let ruler: CanvasRenderingContext2D | null = null

/** Width of a text in a font, in CSS pixels. */
export const widthIn = (font: string) => (text: string): number => {
  const key = font + text
  const known = widths.get(key)
  if (known !== undefined) return known
  ruler ??= document.createElement('canvas').getContext('2d')
  if (ruler) ruler.font = font
  const width = ruler?.measureText(text).width ?? text.length * 12
  if (widths.size > 20_000) widths.clear()
  widths.set(key, width)
  return width
}
