// Which part of a label a cell has room for.

/** Heights of a figure, and of a figure under a name, in CSS pixels. */
const FIGURE = 11
const BOTH = 29
/** A cell is wider than the largest circle in it, and a letter's corners are empty. */
const EASE = 1.2

export type Lettering = 'both' | 'figure' | 'none'

/** What fits around a place that has so many pixels to its nearest border: `name` and `figure` are widths. */
export const lettering = (room: number, name: number, figure: number): Lettering => {
  const fits = (width: number, height: number) => Math.hypot(width, height) / 2 <= room * EASE
  if (name > 0 && fits(Math.max(name, figure), BOTH)) return 'both'
  return fits(figure, FIGURE) ? 'figure' : 'none'
}

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
