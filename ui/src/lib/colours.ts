// Classes and colours of the map and its legend; fixed, so that a colour means the same all session long.

export const scaleA = ['#F6F4EE', '#F3DFAE', '#E6BA68', '#CB8A34', '#97551B', '#5A2C10'] as const
export const scaleB = ['#F1F5F3', '#CFE4DC', '#9CCBBB', '#5BA893', '#24796A', '#0E4A43'] as const
export const chiefs = ['#BFD3E6', '#F2D0B0', '#C9DFC0', '#DCCBE6', '#F0E2A6', '#BFE0DE', '#EBC5CC', '#D5D3C4'] as const
export const noSites = '#FFFFFF'
export const classesA = ['0', '1–3', '4–8', '9–15', '16–25', '26+'] as const
/** From which count on each class of A begins. */
export const fromA = [0, 1, 4, 9, 16, 26] as const
export const classesB = ['0', '<25', '<50', '<75', '<100', '100 ✓'] as const

/** Class of a count of wrong sites, 0–5. */
export const classA = (n: number): number => (n <= 0 ? 0 : n <= 3 ? 1 : n <= 8 ? 2 : n <= 15 ? 3 : n <= 25 ? 4 : 5)

/** Class of a progress in percent, 0–5; -1 where there is nothing to do. */
export const classB = (p: number): number => (p < 0 ? -1 : p === 0 ? 0 : p < 25 ? 1 : p < 50 ? 2 : p < 75 ? 3 : p < 100 ? 4 : 5)

/** Fewer wrong sites wear the colours of what is done, more of them those of what is wrong; three steps either way. */
export const classesChange = ['▼6+', '▼3–5', '▼1–2', '0', '▲1–2', '▲3–5', '▲6+'] as const
const scaleChange = [scaleB[3], scaleB[2], scaleB[1], scaleA[0], scaleA[1], scaleA[2], scaleA[3]] as const
const stepOf = (n: number): number => (n <= 0 ? 0 : n <= 2 ? 1 : n <= 5 ? 2 : 3)

/** Class of a change of wrong sites, 0–6. */
const classChange = (d: number): number => 3 + Math.sign(d) * stepOf(Math.abs(d))
export const changeFill = (d: number): string => scaleChange[classChange(d)] as string
export const changeFills: readonly string[] = scaleChange

/** A change in a mark and a number, so that its colour is not alone. */
export const changeMark = (d: number): string => (d > 0 ? `▲${d}` : d < 0 ? `▼${-d}` : '0')

/** Ink on the four light classes, white on the two dark ones. */
export const textOn = (cls: number): string => (cls >= 4 ? '#FFFFFF' : '#1C242B')

/** Worn by chiefs whose own colour the person in hand would share: they are never neighbours of each other. */
const beside = '#D9C7B8'

/**
 * Colour of a chief by the index the core gave. The person in hand (`own`) wears the first colour and is alone in it, so
 * that a painted cell never melts into a neighbour; who had the first wears the hand's. `hand` < 0 = nobody in hand.
 */
export const chiefColour = (index: number, hand = -1, own = false): string => {
  if (own) return chiefs[0]
  if (hand < 0) return chiefs[index % chiefs.length] as string
  if (index === hand) return beside
  return chiefs[(index === 0 ? hand : index) % chiefs.length] as string
}

/** Class of the days since a patrol by the project's bounds, 0–4; 5 where there was none. */
export const classWalk = (days: number | null, bounds: readonly number[]): number => (days === null ? 5 : bounds.filter((b) => days >= b).length)

/** The classes of patrols in words, the last one for what was never walked left to the legend. */
export const walkClasses = (bounds: readonly number[]): string[] =>
  [0, ...bounds].map((from, i) => {
    const next = bounds[i]
    return next === undefined ? `${from}+` : next - 1 === from ? `${from}` : `${from}–${next - 1}`
  })
