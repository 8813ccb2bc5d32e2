// The import desk's arithmetic: options from choices, counts by outcome, what still needs an answer.
import type { ImportAs, ImportOptions, ImportPreview, ImportReport, KindWord, RowFilter, RowPreview } from '../lib/bindings'
import { number } from '../lib/format'
import { isKey, t } from '../lib/i18n.svelte'
import { kindName } from './desk'

/** Sends a column to a field, or to none. A field takes one column: the one that held it before lets go. */
export function mapColumn(p: ImportPreview, column: string, field: string): ImportOptions {
  const map: Record<string, string> = {}
  for (const c of p.columns) if (c.field) map[c.field] = c.name
  for (const [f, c] of Object.entries(p.options.map)) if (c === '') map[f] = ''
  for (const [f, c] of Object.entries(map)) if (c === column) map[f] = ''
  if (field) map[field] = column
  const set = { ...p.options.set }
  if (field) delete set[field]
  return { ...p.options, map, set }
}

/** One value for every row; an empty one takes it back. */
export function setForAll(o: ImportOptions, field: string, value: string): ImportOptions {
  const set = { ...o.set }
  if (value.trim()) set[field] = value.trim()
  else delete set[field]
  return { ...o, set }
}

/** What a word in the column of kinds means: the code of a kind, '' to leave its rows out, null to ask again. */
export function answerWord(o: ImportOptions, word: string, kind: string | null): ImportOptions {
  const kinds = { ...o.kinds }
  if (kind === null) delete kinds[word]
  else kinds[word] = kind
  return { ...o, kinds }
}

/** What somebody answered since the source was first shown, in words. */
export function answers(p: ImportPreview, begun: ImportPreview): string[] {
  const field = (f: string) => (isKey(`p.imp.f.${f}`) ? t(`p.imp.f.${f}` as Parameters<typeof t>[0]) : f)
  const changed = (now: Record<string, string>, was: Record<string, string>) => Object.entries(now).filter(([k, v]) => was[k] !== v)
  const [o, was] = [p.options, begun.options]
  const guessed = Object.fromEntries(begun.columns.flatMap((c) => (c.field ? [[c.field, c.name]] : [])))
  return [
    ...changed(o.map, { ...guessed, ...was.map }).map(([f, column]) => t('p.imp.answer.column', { field: field(f), column: column || t('p.imp.skip') })),
    ...changed(o.set, was.set).map(([f, value]) => t('p.imp.answer.all', { field: field(f), value: f === 'kind' ? kindName(value) : value })),
    ...changed(o.kinds, was.kinds).map(([word, kind]) => t('p.imp.answer.word', { word, kind: kind ? kindName(kind) : t('p.imp.word.out') })),
    ...(o.crs === was.crs ? [] : [t('p.imp.answer.crs', { crs: o.crs.toLowerCase().startsWith('epsg:') ? o.crs : t(`p.crs.${crsChoice(o.crs)}`) })]),
    ...(o.same === was.same ? [] : [t(`p.imp.same.${o.as}` as Parameters<typeof t>[0])]),
  ]
}

/** The answer that a word has: the code of a kind, '' where its rows are left out, null where it is still asked. */
export const answered = (w: KindWord): string | null => w.kind ?? (w.left_out ? '' : null)

/** Words in the column of kinds that are still asked, and how many rows they keep out. */
export function askedWords(p: ImportPreview): { words: number; rows: number } {
  const asked = p.report.words.filter((w) => answered(w) === null)
  return { words: asked.length, rows: asked.reduce((n, w) => n + w.rows, 0) }
}

const filledBy = (p: ImportPreview, field: string) => p.columns.some((c) => c.field === field) || !!p.options.set[field]

/** Fields without which no row can be taken, and which nothing fills yet. */
export function unanswered(p: ImportPreview): string[] {
  const need: Record<ImportAs, string[]> = { grids: [], sites: ['kind'], people: ['name'], feedback: ['number'] }
  return need[p.options.as].filter((f) => p.fields.includes(f) && !filledBy(p, f))
}

/** How many rows each filter leaves. */
export type Counts = Record<RowFilter, number>

export function counts(p: ImportPreview): Counts {
  const { inserted, updated, unchanged, rejected_total, questioned, outside, placeless } = p.report
  const all = inserted + updated + unchanged + rejected_total
  return { all, inserted, updated, unchanged, questioned, rejected: rejected_total - questioned, outside, placeless }
}

/** The filters that are worth a button: those of every source, and those that leave something. */
export const filters = (p: ImportPreview): RowFilter[] => {
  const c = counts(p)
  const always: RowFilter[] = ['all', 'inserted', 'updated', 'unchanged', 'rejected']
  const order: RowFilter[] = ['all', 'inserted', 'updated', 'unchanged', 'outside', 'placeless', 'questioned', 'rejected']
  return order.filter((f) => always.includes(f) || c[f] > 0)
}

export const writable = (p: ImportPreview) => p.report.inserted + p.report.updated

/** Where the sites of a preview land, as words and whether some land nowhere. */
export function landed(p: ImportPreview): { words: string; lost: boolean } {
  const { inserted, updated, unchanged, outside, placeless } = p.report
  const taken = inserted + updated + unchanged
  if (taken === 0) return { words: '', lost: false }
  // Of rows that were not taken nobody knows where they lie.
  if (outside + placeless + p.report.rejected.length === 0) return { words: t('p.imp.inside'), lost: false }
  const parts = [t('p.imp.landed', { n: taken - outside - placeless })]
  if (outside) parts.push(t('p.imp.outside', { n: outside }))
  if (placeless) parts.push(t('p.imp.placeless', { n: placeless }))
  return { words: parts.join(' • '), lost: outside + placeless > 0 }
}

/** Columns of the row list: the fields that hold something in some row, the telling ones first. */
export function valueColumns(rows: readonly RowPreview[], fields: readonly string[], most = 5): string[] {
  const telling = ['kind', 'code', 'name', 'village', 'address', 'level', 'role', 'grid', 'post', 'phone', 'state', 'deadline', 'id', 'size', 'number', 'text', 'category', 'due', 'org']
  const rank = (f: string) => (telling.includes(f) ? telling.indexOf(f) : telling.length)
  return fields
    .filter((f) => f !== 'lon' && f !== 'lat' && rows.some((r) => r.values[f]))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, most)
}

/** `row 58` and `feature 3` → 58 and 3, for the narrow column, whose heading says which; anything else as it is. */
export const place = (where: string) => /^(?:row|feature) (\d+)$/.exec(where)?.[1] ?? where

/** Whether the rows of a source are features of a map rather than rows of a table. */
export const isFeatures = (rows: readonly RowPreview[]) => rows[0]?.where.startsWith('feature ') ?? false

const isPlace = (field: string | null) => field === 'lon' || field === 'lat' || field === 'lonlat'

/** Whether its coordinate system matters: `none` has no column of coordinates, `empty` has nothing in them. Where no row was taken, none may have been read. */
export function places(p: ImportPreview): 'some' | 'none' | 'empty' {
  if (p.has_places) return 'some'
  if (!isFeatures(p.rows.rows) && !p.columns.some((c) => isPlace(c.field))) return 'none'
  const { inserted, updated, unchanged } = p.report
  return inserted + updated + unchanged > 0 ? 'empty' : 'some'
}

export interface Zone {
  epsg: number
  zone: number
  /** Central meridian, degrees east. */
  meridian: number
  /** Easting carries the zone number in front. */
  prefixed: boolean
}

/** CGCS2000 3-degree Gauss-Krüger: EPSG 4513–4533 carry the zone number (25–45), 4534–4554 name the meridian. */
export const ZONES: Zone[] = Array.from({ length: 42 }, (_, i) => {
  const zone = 25 + (i % 21)
  return { epsg: 4513 + i, zone, meridian: zone * 3, prefixed: i < 21 }
})

export type CrsChoice = 'wgs84' | 'gcj02' | 'bd09' | 'cgcs'

/** Which of the four plain choices a system is; EPSG:4490 is WGS 84 for the office's purposes but keeps its name. */
export function crsChoice(crs: string): CrsChoice {
  const c = crs.toLowerCase()
  if (c === 'gcj02' || c === 'bd09') return c
  return c.startsWith('epsg:') && c !== 'epsg:4490' && c !== 'epsg:4326' ? 'cgcs' : 'wgs84'
}

/** The zone of a district: that of its own longitude where the project has one, else the country's middle. */
export const zoneFor = (lon: number | null, prefixed: boolean): Zone => {
  const zone = Math.min(45, Math.max(25, Math.round((lon ?? 105) / 3)))
  return ZONES.find((z) => z.zone === zone && z.prefixed === prefixed) ?? (ZONES[0] as Zone)
}

/** What is said of new sites near others of their kind: whether those stand in the file itself, or were there before. */
export const nearFound = (r: ImportReport): string =>
  r.duplicates_within === 0
    ? t('near.found', { n: number(r.duplicates) })
    : t(r.duplicates_within === r.duplicates ? 'near.found.within' : 'near.found.both', { n: number(r.duplicates), m: number(r.duplicates_within) })
