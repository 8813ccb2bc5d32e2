// Which part of a label a cell has room for.

/** Height of a figure under a name, in CSS pixels. */
export const BOTH = 29
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

/** A round symbol. */
export interface Disc {
  at: readonly [number, number]
  radius: number
}

/** More room than this no label needs, in CSS pixels. */
const AMPLE = 45

/** Of the places around a middle with so much room to its border that with the most room between the symbols, and that room; all in one unit, `pixel` of them to a CSS pixel. */
export const asideOf = ([x, y]: readonly [number, number], room: number, discs: readonly Disc[], pixel: number): { at: [number, number]; room: number } => {
  const near = discs.filter((d) => Math.hypot(d.at[0] - x, d.at[1] - y) < room * 2 + d.radius)
  const roomAt = (at: readonly [number, number]): number => {
    const left = room - Math.hypot(at[0] - x, at[1] - y)
    return near.reduce((least, d) => Math.min(least, Math.hypot(d.at[0] - at[0], d.at[1] - at[1]) - d.radius), left)
  }
  let best = { at: [x, y] as [number, number], room: roomAt([x, y]) }
  for (const part of [0.2, 0.4, 0.6, 0.8]) {
    for (let way = 0; way < 8; way++) {
      if (best.room >= Math.min(AMPLE * pixel, room)) return best
      const at: [number, number] = [x + room * part * Math.cos((way * Math.PI) / 4), y + room * part * Math.sin((way * Math.PI) / 4)]
      const free = roomAt(at)
      if (free > best.room) best = { at, room: free }
    }
  }
  return best
}
