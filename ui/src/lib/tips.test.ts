import { expect, test } from 'vitest'
import { tipAt } from './tips'

const window = { width: 1366, height: 768 }
const tip = { width: 200, height: 30 }

test('a tip stands under what it explains and stays inside the window', () => {
  expect(tipAt({ left: 500, top: 100, right: 532, bottom: 132 }, null, tip, window)).toEqual([416, 138])
  expect(tipAt({ left: 0, top: 100, right: 32, bottom: 132 }, null, tip, window)).toEqual([4, 138])
  expect(tipAt({ left: 1340, top: 740, right: 1366, bottom: 764 }, null, tip, window)).toEqual([1162, 704])
})

test('on something wide it stands near the pointer', () => {
  expect(tipAt({ left: 300, top: 100, right: 1300, bottom: 128 }, 400, tip, window)).toEqual([300, 134])
})

const pages = import.meta.glob<string>('../**/*.svelte', { query: '?raw', import: 'default', eager: true })

/** Components with a heading of that name. */
const headed = new Set(['Steps', 'PastHead'])

test('no element asks for the system’s own tooltip: data-tip is ours', () => {
  expect(Object.keys(pages).length).toBeGreaterThan(100)
  const native = Object.entries(pages).flatMap(([file, text]) => {
    return [...text.matchAll(/\stitle=[{"]/g)].flatMap((m) => {
      const tag = [...text.slice(0, m.index + 1).matchAll(/<([A-Za-z][\w.:]*)(?=\s)/g)].at(-1)?.[1] ?? ''
      return headed.has(tag) ? [] : [`${file}: <${tag} title=`]
    })
  })
  expect(native).toEqual([])
})
