import { expect, it } from 'vitest'
import { literals } from './reasons.literals'
import { windowWords } from './reasons.window.en'

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

it('counts one thing as one', () => {
  expect(windowWords('1 columns were not used: 爱好; --map FIELD=COLUMN takes one for id, kind')).toBe('1 column was not used: 爱好; choose under “What each column is” to take one for id, kind')
  expect(windowWords('1 people were taken as others than those of the same name: 李伟')).toBe('1 person was taken as others than those of the same name: 李伟')
  expect(windowWords('1 grids have no outline and came in undrawn: V')).toBe('1 grid has no outline and came in undrawn: V')
  expect(windowWords('12 grids have no outline and came in undrawn: V')).toBe('12 grids have no outline and came in undrawn: V')
})
