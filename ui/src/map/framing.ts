/** Pixels of the map that something stands on, in its lower left corner. */
export type Corner = { wide: number; high: number }

/** Pixels kept free at the top, right, bottom and left of what is brought into sight. */
export type Padding = [number, number, number, number]

const EDGE = 36
/** The buttons at the right. */
const BUTTONS = 56
/** How much smaller the ground may be drawn so that nothing of it lies under the corner. */
const WORTH = 0.7

/** How ground of a shape (width over height) is set into a map of so many pixels: beside or above the corner, unless it would become much smaller there. */
export function framing(shape: number, [wide, high]: [number, number], corner: Corner | null): Padding {
  const free: Padding = [EDGE, BUTTONS, EDGE, EDGE]
  if (!corner) return free
  /** Height that the ground gets. */
  const drawn = ([top, right, bottom, left]: Padding) => Math.min((wide - left - right) / shape, high - top - bottom)
  const beside: Padding = [EDGE, BUTTONS, EDGE, Math.max(EDGE, corner.wide)]
  const above: Padding = [EDGE, BUTTONS, Math.max(EDGE, corner.high), EDGE]
  const best = drawn(beside) >= drawn(above) ? beside : above
  return drawn(best) >= WORTH * drawn(free) ? best : free
}
