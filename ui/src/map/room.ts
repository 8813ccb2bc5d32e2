// Which part of a label a cell has room for.

/** Height of a figure under a name, in CSS pixels. */
const BOTH = 29
/** Height of a figure to the size of its letters. */
const DIGIT = 11 / 15
/** A cell is wider than the largest circle in it, and a letter's corners are empty. */
const EASE = 1.2

/** A text in letters of a size. */
export interface Written {
  text: string
  px: number
}

const fits = (room: number, width: number, height: number) => Math.hypot(width, height) / 2 <= room * EASE

/** Whether a figure under a name, of these widths, fits around a place that has so many pixels to its nearest border. */
export const roomForBoth = (room: number, name: number, figure: number): boolean => fits(room, Math.max(name, figure), BOTH)

/** The first of some texts that fits there. */
export const written = (room: number, texts: readonly Written[], width: (of: Written) => number): Written | null =>
  texts.find((of) => fits(room, width(of), of.px * DIGIT)) ?? null

/** A name as far as the cell has room for it; empty where so little would be left that nobody could read it. */
export const shortened = (name: string, room: number, width: (text: string) => number): string => {
  const letters = [...name]
  const most = 2 * Math.sqrt(Math.max(0, (room * EASE) ** 2 - (BOTH / 2) ** 2))
  if (width(name) <= most) return name
  for (let n = letters.length - 1; n >= 4; n--) {
    const text = `${letters.slice(0, n).join('').trimEnd()}…`
    if (width(text) <= most) return text
  }
  return ''
}
