import { expect, it } from 'vitest'
import { app } from '../lib/app.svelte'
import type { ProjectInfo } from '../lib/bindings'
import { isSentence, literals } from './reasons.literals'
import { windowWords } from './reasons.window.en'
import { panelsEn } from './words.en'

const sources = import.meta.glob<string>(['../../../src-tauri/core/src/exchange/*.rs', '../../../src-tauri/core/src/verbs/import/*.rs', '../../../src-tauri/core/src/verbs/import.rs', '../../../src-tauri/core/src/geometry/crs.rs'], { query: '?raw', import: 'default', eager: true })
const said = Object.values(sources).flatMap(literals).map((l) => l.text).filter((s) => /--[a-z]/.test(s))

it('names the controls of the desk where the command line has an option', () => {
  expect(said.length).toBeGreaterThan(10)
  expect(said.map((s) => windowWords(s.replace(/\{[^{}]*\}/g, 'X'))).filter((s) => /--\w/.test(s))).toEqual([])
  expect(windowWords('序号 was not taken for the id, since every list counts from 1; if it is unique, say --map id=序号')).toBe(
    '序号 was not taken for the id, since every list counts from 1; if it is unique, choose it for the id under “What each column is”',
  )
  expect(windowWords('name them with --map code=COLUMN --map name=COLUMN')).toBe('name them under “What each column is”')
})

const core = import.meta.glob<string>(['../../../src-tauri/core/src/**/*.rs', '!**/tests/**', '!**/*tests.rs', '!**/sample/**', '!**/bindings.rs'], { query: '?raw', import: 'default', eager: true })
/** What only the command line, a table or SQLite calls so. */
const foreign = /`|\((?:edit|repair|restore|check|code \S+)\)|\b(?:table|column) "|"[a-z]+_[a-z_]+"/
// What it is a part of stands below.
const spoken = Object.values(core).flatMap(literals).filter((l) => isSentence(l) && l.text !== 'column "{column}" of table "{table}"').map((l) => l.text.replace(/\{[^{}]*\}/g, 'X'))

it('has no verb of the command line and no name of a table or a column in a sentence of the file', () => {
  expect(spoken.filter((s) => foreign.test(s)).length).toBeGreaterThan(12)
  expect(spoken.map(windowWords).filter((s) => foreign.test(s))).toEqual([])
})

it.each([
  ['a.gpkg: lacks its column "phone" of table "site", which another program removed or moved; put your last copy in its place (restore)', 'a.gpkg: lacks a part of its records, which another program removed or moved; put your last copy in its place (“Restore a copy…”)'],
  ['the project file holds something in "code" that Gridwarden never writes there; another program did: see what `check` lists', 'the project file holds something that Gridwarden never writes there; another program did: see the page “Check”'],
  ['Another program wrote "x" as due_from of task_item 7, which cannot be; it stands as "" now.', 'Another program wrote "x" into this file, which cannot be; it stands as "" now.'],
  ['Another program wrote "x" as state of site PA1, which cannot be; it stands as "reported" now.', 'Another program wrote "x" for site PA1, which cannot be; it stands as "reported" now.'],
  ['site PA1 has "x" as suspended_until, which is no day; take it out (repair)', 'site PA1 has "x" for one of its days, which is none; take it out (“Take out what is left over”)'],
  ['meeting_item 7 was removed by another program, but is still named in 2 patrol_site; take that out (repair), or put your last copy in its place (restore)', 'a record (7) was removed by another program, but is still named in other records; take that out (“Take out what is left over”), or put your last copy in its place (“Restore a copy…”)'],
  ['Another program removed or changed what this file is looked up by; made anew: the index duty_grid.', 'Another program removed or changed what this file is looked up by; it was made anew.'],
  ['the project file does not answer as a project should (code 21); close it, open it again', 'the project file does not answer as a project should; close it, open it again'],
])('says in the window: %s', (core, words) => expect(windowWords(core)).toBe(words))

it.each([
  ['rows 2, 5: kind "露天粪坑" was taken for dry_toilet 旱厕', 'rows 2, 5: Kind "露天粪坑" was taken for Dry toilet'],
  ['lon "没有" is not a number; write decimal degrees such as 102.105', 'Longitude/east "没有" is not a number; write decimal degrees such as 102.105'],
  ['state "整改完" is not known; known are reported 待核实, filed 已立案', 'State "整改完" is not known; known are Reported, Filed'],
  ['role "x" is not known; known are chief 网格长', `Role "x" is not known; known are ${panelsEn['p.role.chief']}`],
  ['rows 3–9, … (12 in all): found_on such as "x" is no day and was left out', 'rows 3–9, … (12 in all): Found on such as "x" is no day and was left out'],
  ['phone such as "139" seems to have lost its first 0 in Excel; it was kept as it is', 'Phone such as "139" seems to have lost its first 0 in Excel; it was kept as it is'],
  ['levels such as "x" are no level of the tree and were left out; write district, subdistrict, village or cell', 'levels such as "x" are no level of the tree and were left out; write district, subdistrict, village or cell'],
])('calls fields and words of a list as the desk does: %s', (core, words) => {
  app.project = { kinds: [{ code: 'dry_toilet', name: '旱厕', name_en: 'Dry toilet' }] } as ProjectInfo
  expect(windowWords(core)).toBe(words)
  app.project = null
})

it('counts one thing as one', () => {
  expect(windowWords('1 columns were not used: 爱好; --map FIELD=COLUMN takes one for id, kind')).toBe('1 column was not used: 爱好; choose under “What each column is” to take one for id, kind')
  expect(windowWords('1 people were taken as others than those of the same name: 李伟')).toBe('1 person was taken as others than those of the same name: 李伟')
  expect(windowWords('1 grids have no outline and came in undrawn: V')).toBe('1 grid has no outline and came in undrawn: V')
  expect(windowWords('12 grids have no outline and came in undrawn: V')).toBe('12 grids have no outline and came in undrawn: V')
})
