import { expect, test } from 'vitest'
import { chiefColour, chiefs, classA, classB, classesA, classesB, classWalk, scaleA, scaleB, textOn, walkClasses } from './colours'

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
  expect([0, 1, 3, 4, 8, 9, 15, 16, 25, 26, 900].map(classA)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  expect([-1, 0, 1, 24, 25, 49, 50, 74, 75, 99, 100].map(classB)).toEqual([-1, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5])
  expect(classesA).toHaveLength(scaleA.length)
  expect(classesB).toHaveLength(scaleB.length)
})

test('lightness falls at every step of both scales', () => {
  for (const scale of [scaleA, scaleB]) {
    for (let i = 1; i < scale.length; i++) expect(luminance(scale[i] as string)).toBeLessThan(luminance(scale[i - 1] as string))
  }
})

test('a number can be read on every class', () => {
  for (const scale of [scaleA, scaleB]) scale.forEach((c, i) => expect(contrast(c, textOn(i)), c).toBeGreaterThan(4.5))
})

test('the person in hand is alone in the first colour', () => {
  const seen = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => chiefColour(i, 5))
  expect(chiefColour(5, 5, true)).toBe(chiefs[0])
  expect(seen).not.toContain(chiefs[0])
  expect(new Set(seen).size).toBe(8)
  expect(chiefColour(0)).toBe(chiefs[0])
})

test('patrols are classed by the bounds of the project, and never walked stands apart', () => {
  const bounds = [7, 15, 30, 60]
  expect([0, 6, 7, 29, 30, 59, 60, 400].map((d) => classWalk(d, bounds))).toEqual([0, 0, 1, 2, 3, 3, 4, 4])
  expect(classWalk(null, bounds)).toBe(5)
  expect(walkClasses(bounds)).toEqual(['0–6', '7–14', '15–29', '30–59', '60+'])
  expect(walkClasses([1, 2, 4, 8])).toEqual(['0', '1', '2–3', '4–7', '8+'])
})
