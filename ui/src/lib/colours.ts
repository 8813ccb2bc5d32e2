// Colours of the map and its legend, and in which class of the core's a figure falls.

export const scaleA = ['#F6F4EE', '#F3DFAE', '#E6BA68', '#CB8A34', '#97551B', '#5A2C10'] as const
export const scaleB = ['#F1F5F3', '#CFE4DC', '#9CCBBB', '#5BA893', '#24796A', '#0E4A43'] as const
/** The cells of the person in hand wear this, and nobody else's do. */
export const handColour = '#BFD3E6'
export const chiefs = ['#F2D0B0', '#C9DFC0', '#DCCBE6', '#F0E2A6', '#BFE0DE', '#EBC5CC', '#D5D3C4'] as const
export const noSites = '#FFFFFF'
export const classesB = ['0', '<25', '<50', '<75', '<100', '100 ✓'] as const

/** Fewer classes than colours stand as far apart as the colours allow. */
const spread: readonly (readonly number[])[] = [[0], [0, 3], [0, 2, 4], [0, 1, 3, 5], [0, 1, 2, 3, 5], [0, 1, 2, 3, 4, 5]]

const colourOf = (cls: number, classes: number): number => spread[classes]?.[cls] ?? Math.min(cls, 5)

/** Colour of a count of wrong sites on the scale, 0–5, by the first counts of the classes above none. */
export const classA = (n: number, bounds: readonly number[]): number => colourOf(bounds.filter((b) => n >= b).length, bounds.length)

/** The classes of counts with their colours on the scale, none first. */
export const classesA = (bounds: readonly number[]): { word: string; at: number }[] =>
  ranges([0, ...bounds]).map((word, i) => ({ word, at: colourOf(i, bounds.length) }))

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

/** Colour of a chief by the index the core gave. */
export const chiefColour = (index: number): string => chiefs[index % chiefs.length] as string

/** Colour indexes of people, where those of `given` are to be told apart: whoever of them has no cells yet gets an index that no other of them has. */
export const apart = <P>(people: readonly { person: P; colour: number; grids: number }[], given: readonly P[]): Map<P, number> => {
  const worn = new Map(people.map((p) => [p.person, p.colour]))
  const settled = new Set(people.filter((p) => p.grids > 0).map((p) => p.person))
  const taken = new Set(given.filter((p) => settled.has(p)).map((p) => worn.get(p)))
  for (const p of given) {
    if (settled.has(p)) continue
    const own = worn.get(p) ?? 0
    const free = chiefs.map((_, i) => (own + i) % chiefs.length).find((i) => !taken.has(i)) ?? own
    worn.set(p, free)
    taken.add(free)
  }
  return worn
}

/** Class of the days since a patrol by the project's bounds, 0–4; 5 where there was none. */
export const classWalk = (days: number | null, bounds: readonly number[]): number => (days === null ? 5 : bounds.filter((b) => days >= b).length)

/** Classes in words by the first figure of each. */
const ranges = (firsts: readonly number[]): string[] =>
  firsts.map((from, i) => {
    const next = firsts[i + 1]
    return next === undefined ? (from === 0 ? '0' : `${from}+`) : next - 1 === from ? `${from}` : `${from}–${next - 1}`
  })

/** The classes of patrols in words, the last one for what was never walked left to the legend. */
export const walkClasses = (bounds: readonly number[]): string[] => ranges([0, ...bounds])
