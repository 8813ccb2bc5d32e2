import { expect, test } from 'vitest'
import { apart, chiefs, classA, handColour, classB, classesA, classesB, classWalk, scaleA, scaleB, textOn, walkClasses } from './colours'

const channel = (v: number) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map((i) => channel(parseInt(hex.slice(i, i + 2), 16) / 255)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string) => {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

test('classes begin and end where the legend says', () => {
  const bounds = [1, 2, 3, 8, 20]
  expect([0, 1, 2, 3, 7, 8, 19, 20, 900].map((n) => classA(n, bounds))).toEqual([0, 1, 2, 3, 3, 4, 4, 5, 5])
  expect(classesA(bounds).map((c) => c.word)).toEqual(['0', '1', '2', '3–7', '8–19', '20+'])
  expect([-1, 0, 1, 24, 25, 49, 50, 74, 75, 99, 100].map(classB)).toEqual([-1, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5])
  expect(classesB).toHaveLength(scaleB.length)
})

test('fewer classes than colours stand apart, each darker than the one before', () => {
  for (const bounds of [[], [1], [1, 4], [1, 2, 3], [1, 2, 5, 9], [1, 2, 5, 9, 30]]) {
    const at = classesA(bounds).map((c) => c.at)
    expect(at).toHaveLength(bounds.length + 1)
    expect([...at].sort((a, b) => a - b)).toEqual(at)
    expect([0, ...bounds].map((n) => classA(n, bounds))).toEqual(at)
  }
  expect(classesA([]).map((c) => c.word)).toEqual(['0'])
  expect(classA(1, [1])).toBeGreaterThan(2)
})

test('lightness falls at every step of both scales', () => {
  for (const scale of [scaleA, scaleB]) {
    for (let i = 1; i < scale.length; i++) expect(luminance(scale[i] as string)).toBeLessThan(luminance(scale[i - 1] as string))
  }
})

test('a number can be read on every class', () => {
  for (const scale of [scaleA, scaleB]) scale.forEach((c, i) => expect(contrast(c, textOn(i)), c).toBeGreaterThan(4.5))
})

test('people who are given cells are told apart, and from the person in hand', () => {
  const people = [
    { person: 1, colour: 3, grids: 4 },
    { person: 2, colour: 3, grids: 0 },
    { person: 3, colour: 3, grids: 0 },
    { person: 4, colour: 5, grids: 2 },
  ]
  const worn = apart(people, [2, 1, 3])
  expect([worn.get(1), worn.get(4)]).toEqual([3, 5])
  expect(new Set([1, 2, 3].map((p) => worn.get(p))).size).toBe(3)
  // Whoever is not given cells keeps theirs.
  expect(apart(people, []).get(3)).toBe(3)
  expect(chiefs).not.toContain(handColour)
})

test('patrols are classed by the bounds of the project, and never walked stands apart', () => {
  const bounds = [7, 15, 30, 60]
  expect([0, 6, 7, 29, 30, 59, 60, 400].map((d) => classWalk(d, bounds))).toEqual([0, 0, 1, 2, 3, 3, 4, 4])
  expect(classWalk(null, bounds)).toBe(5)
  expect(walkClasses(bounds)).toEqual(['0–6', '7–14', '15–29', '30–59', '60+'])
  expect(walkClasses([1, 2, 4, 8])).toEqual(['0', '1', '2–3', '4–7', '8+'])
})
