import { expect, test } from 'vitest'
import { app } from './app.svelte'
import { everyProject } from './opened.fixture'

test('nothing of the project before is left when another one is opened', async () => {
  await app.openBy(() => Promise.resolve(everyProject))
  app.select({ what: 'site', id: 9 })
  app.filter.text = '棉纺厂'
  app.filter.overdue = true
  app.setKinds(['dry_toilet'])
  app.colour = 'lack'
  app.table = 'sites'
  app.sync = false
  app.view = { bbox: [1, 2, 3, 4], centre: [2, 3], zoom: 14, scale: 5000 }
  app.names.set(1, '祁小燕')
  app.settling = { cells: new Map(), revision: 9 }
  app.notice = '已撤销'
  const before = app.opened
  await app.openBy(() => Promise.resolve({ ...everyProject, extent: null }))
  expect(app.opened).toBe(before + 1)
  expect([app.selection, app.view, app.notice, app.colour, app.table, app.sync]).toEqual([null, null, '', 'unresolved', 'grids', true])
  expect(app.filter).toMatchObject({ text: '', overdue: false, kinds: [], unresolved: true })
  expect([app.kindsOff, app.loads, app.names.size, app.settling]).toEqual([[], [], 0, null])
})

const stores = import.meta.glob<string>('../**/*.svelte.ts', { query: '?raw', import: 'default', eager: true })
/** Of the window itself, which no project owns. */
const ofTheWindow = ['./app.svelte.ts', './i18n.svelte.ts']

test('whatever outlives its component is forgotten with the project', () => {
  const single = /^(export )?(const|let) \w+(: [^=]+)? = (new (?!Map\b)[A-Z]|\$state)/m
  expect(Object.values(stores).filter((text) => single.test(text)).length).toBeGreaterThan(5)
  const kept = Object.entries(stores).filter(([file, text]) => single.test(text) && !ofTheWindow.includes(file) && !text.includes('app.onOpen('))
  expect(kept.map(([file]) => file)).toEqual([])
})
