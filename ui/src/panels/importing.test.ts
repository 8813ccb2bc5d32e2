import { expect, test } from 'vitest'
import { importFields } from '../lib/bindings'
import { isKey } from '../lib/i18n.svelte'
import type { ImportPreview, ImportReport, KindWord, RowPreview } from '../lib/bindings'
import { answered, answers, answerWord, askedWords, counts, crsChoice, filters, isFeatures, landed, mapColumn, nearFound, place, places, setForAll, unanswered, valueColumns, ZONES, zoneFor } from './importing'

const row = (where: string, outcome: RowPreview['outcome'], lands_in: RowPreview['lands_in'] = null, reason = ''): RowPreview => ({
  where, outcome, lands_in, reason, values: { address: `at ${where}` },
})
const REPORT: ImportReport = { edit: 7, inserted: 1, updated: 1, unchanged: 0, rejected: [{ where: 'row 4', reason: 'no' }, { where: 'row 900', reason: 'late' }], rejected_total: 2, questioned: 1, outside: 1, placeless: 0, nowhere: [], words: [], notes: [], duplicates: 0, duplicates_within: 0, bbox: null, warnings: [] }
const preview = (more: Partial<ImportPreview> = {}): ImportPreview => ({
  file_name: 'a.csv',
  format: 'CSV',
  options: { as: 'sites', crs: 'wgs84', map: {}, set: {}, kinds: {}, same: false },
  columns: [
    { name: 'X', samples: [], field: 'lon' },
    { name: 'Y', samples: [], field: 'lat' },
    { name: '地址', samples: [], field: 'address' },
    { name: '大小', samples: [], field: null },
  ],
  fields: ['kind', 'address', 'lon', 'lat', 'size'],
  rows: { total: 3, offset: 0, rows: [row('row 2', 'inserted', { code: 'A', name: '甲' }), row('row 3', 'updated'), row('row 4', 'rejected', null, 'no')] },
  report: REPORT,
  lack: null,
  has_places: true,
  ...more,
})

test('a column sent to a field keeps the guesses for the others', () => {
  expect(mapColumn(preview(), '大小', 'size').map).toEqual({ lon: 'X', lat: 'Y', address: '地址', size: '大小' })
})

test('a field takes one column and a column fills one field', () => {
  const o = mapColumn(preview(), '大小', 'address')
  expect(o.map).toEqual({ lon: 'X', lat: 'Y', address: '大小' })
  expect(mapColumn(preview(), 'X', 'size').map).toMatchObject({ lon: '', size: 'X' })
})

test('a column left out empties the field that guessed it', () => {
  expect(mapColumn(preview(), '地址', '').map).toEqual({ lon: 'X', lat: 'Y', address: '' })
})

test('a field left out before stays left out', () => {
  const p = preview({ options: { as: 'sites', crs: 'wgs84', map: { note: '' }, set: {}, kinds: {}, same: false } })
  expect(mapColumn(p, '大小', 'size').map['note']).toBe('')
})

test('a column for a field takes back the value set for all rows', () => {
  const p = preview({ options: { as: 'sites', crs: 'wgs84', map: {}, set: { kind: 'dry_toilet' }, kinds: {}, same: false } })
  expect(mapColumn(p, '大小', 'kind').set).toEqual({})
})

test('sites without a kind need an answer, and one value for all gives it', () => {
  const p = preview()
  expect(unanswered(p)).toEqual(['kind'])
  expect(unanswered({ ...p, options: setForAll(p.options, 'kind', 'dry_toilet') })).toEqual([])
  expect(setForAll(setForAll(p.options, 'kind', 'x'), 'kind', ' ').set).toEqual({})
})

test('counts are those of the whole report, and what is in question is not counted as refused', () => {
  expect(counts(preview())).toEqual({ all: 4, inserted: 1, updated: 1, unchanged: 0, questioned: 1, rejected: 1, outside: 1, placeless: 0 })
})

test('a filter that leaves nothing has a button only where every import has it', () => {
  expect(filters(preview())).toEqual(['all', 'inserted', 'updated', 'unchanged', 'outside', 'questioned', 'rejected'])
  expect(filters(preview({ report: { ...REPORT, questioned: 0, outside: 0, placeless: 5 } }))).toEqual(['all', 'inserted', 'updated', 'unchanged', 'placeless', 'rejected'])
})

test('all land in a cell only where every row taken has one', () => {
  const of = (more: Partial<ImportReport>) => landed(preview({ report: { ...REPORT, inserted: 299, updated: 0, outside: 0, rejected: [], rejected_total: 0, ...more } }))
  expect(of({})).toEqual({ words: '全部落入网格', lost: false })
  expect(of({ inserted: 3, rejected: REPORT.rejected, rejected_total: 2 })).toEqual({ words: '3 处落入网格', lost: false })
  expect(of({ placeless: 5 })).toEqual({ words: '294 处落入网格 • 5 处没有坐标', lost: true })
  expect(of({ outside: 2, placeless: 5 }).words).toBe('292 处落入网格 • 2 处不在网格内 • 5 处没有坐标')
  expect(of({ inserted: 0 })).toEqual({ words: '', lost: false })
})

test('what was answered is what differs from how the file was first shown, not what was guessed', () => {
  const begun = preview()
  expect(answers(begun, begun)).toEqual([])
  const mapped = preview({ options: mapColumn(begun, '大小', 'size') })
  expect(answers(mapped, begun)).toEqual(['大小：大小'])
  expect(answers(preview({ options: mapColumn(begun, '地址', '') }), begun)).toEqual(['地址：不导入'])
  const many = answerWord(answerWord(setForAll(begun.options, 'source', '评审'), '残墙', 'ruined_wall'), '井盖', '')
  const said = answers(preview({ options: { ...many, crs: 'EPSG:4510', same: true } }), begun)
  expect(said).toEqual(['所有行的来源：评审', '“残墙”：ruined_wall', '“井盖”：不导入这些行', '坐标系：EPSG:4510', '就是同一处点位，照本表更新'])
})

test('the row list shows only fields that hold something', () => {
  expect(valueColumns(preview().rows.rows, preview().fields)).toEqual(['address'])
})

test('a row is called by its number', () => {
  expect([place('row 58'), place('feature 3')]).toEqual(['58', '3'])
  expect([isFeatures([row('feature 3', 'inserted')]), isFeatures([row('row 3', 'inserted')]), isFeatures([])]).toEqual([true, false, false])
})

test('the 42 zones run from EPSG 4513 to 4554, the second half without zone number', () => {
  expect(ZONES[0]).toEqual({ epsg: 4513, zone: 25, meridian: 75, prefixed: true })
  expect(ZONES.at(-1)).toEqual({ epsg: 4554, zone: 45, meridian: 135, prefixed: false })
  expect(ZONES.find((z) => z.epsg === 4543)).toMatchObject({ meridian: 102, prefixed: false })
})

test('the zone offered first is that of the district', () => {
  expect(zoneFor(102.1, false).epsg).toBe(4543)
  expect(zoneFor(102.1, true).epsg).toBe(4522)
  expect(zoneFor(null, false).meridian).toBe(105)
})

test('each system falls under one of the plain choices', () => {
  expect(['wgs84', 'EPSG:4490', 'GCJ02', 'bd09', 'EPSG:4543'].map(crsChoice)).toEqual(['wgs84', 'wgs84', 'gcj02', 'bd09', 'cgcs'])
})

test('a coordinate system is asked for only where there are coordinates', () => {
  const of = (where: string, inserted: number, fields: (string | null)[], has_places = false) =>
    places(preview({ has_places, rows: { total: 1, offset: 0, rows: [row(where, 'inserted')] }, columns: fields.map((field) => ({ name: 'a', samples: [], field })), report: { ...REPORT, inserted, updated: 0 } }))
  expect(of('row 2', 1, ['address', null])).toBe('none')
  expect(of('row 2', 1, ['lon', 'lat'], true)).toBe('some')
  expect(of('feature 1', 1, [null], true)).toBe('some')
  // Columns of coordinates with nothing in them, and features without a shape.
  expect(of('row 2', 1, ['lon', 'lat'])).toBe('empty')
  expect(of('feature 1', 1, [null])).toBe('empty')
  // Nothing was taken, for whatever else is lacking: the coordinates were not looked at yet.
  expect(of('row 2', 0, ['lonlat'])).toBe('some')
})

test('a word for a kind is answered once for all its rows, left out, and asked again', () => {
  const word = (w: Partial<KindWord>): KindWord => ({ word: '残墙', rows: 3, kind: null, left_out: false, guess: 'ruined_wall', ...w })
  expect([word({}), word({ kind: 'ruined_wall' }), word({ left_out: true })].map(answered)).toEqual([null, 'ruined_wall', ''])
  const p = preview({ report: { ...REPORT, words: [word({}), word({ word: '井盖', rows: 2 }), word({ left_out: true, rows: 9 })] } })
  expect(askedWords(p)).toEqual({ words: 2, rows: 5 })
  const said = answerWord(answerWord(p.options, '残墙', 'ruined_wall'), '井盖', '')
  expect(said.kinds).toEqual({ 残墙: 'ruined_wall', 井盖: '' })
  expect(answerWord(said, '残墙', null).kinds).toEqual({ 井盖: '' })
})

test('says whether neighbours stand in the file itself or were there before', () => {
  const of = (duplicates: number, duplicates_within: number) => nearFound({ ...REPORT, duplicates, duplicates_within })
  expect(of(4, 4)).toContain('本表内有 4 处')
  expect(of(4, 0)).toContain('附近已有同类点位')
  expect(of(4, 3)).toContain('3 处是本表另一行')
})

test.each(Object.values(importFields).flat())('the field %s has a name in the window', (f) => expect(isKey(`p.imp.f.${f}`)).toBe(true))
