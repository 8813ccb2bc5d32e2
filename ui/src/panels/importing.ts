// The import desk's arithmetic: options from choices, rows by outcome, what still needs an answer.
import type { ImportAs, ImportOptions, ImportPreview, RowOutcome, RowPreview } from '../lib/bindings'

export type RowFilter = 'all' | RowOutcome | 'outside'

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

const filledBy = (p: ImportPreview, field: string) => p.columns.some((c) => c.field === field) || !!p.options.set[field]

/** Fields without which no row can be taken, and which nothing fills yet. */
export function unanswered(p: ImportPreview): string[] {
  const need: Record<ImportAs, string[]> = { grids: [], sites: ['kind'], people: ['name'], feedback: ['number'] }
  return need[p.options.as].filter((f) => p.fields.includes(f) && !filledBy(p, f))
}

export interface Counts {
  all: number
  inserted: number
  updated: number
  unchanged: number
  rejected: number
  outside: number
}

export function counts(p: ImportPreview): Counts {
  const { inserted, updated, unchanged, rejected } = p.report
  const all = inserted + updated + unchanged + rejected.length
  return { all, inserted, updated, unchanged, rejected: rejected.length, outside: p.outside }
}

export const writable = (p: ImportPreview) => p.report.inserted + p.report.updated

const lost = (p: ImportPreview, r: RowPreview) => p.options.as === 'sites' && r.outcome !== 'rejected' && !r.lands_in

/** The rows that a filter shows; refused ones come from the report, which is never cut off. */
export function shown(p: ImportPreview, f: RowFilter): RowPreview[] {
  if (f === 'all') return p.rows
  if (f === 'outside') return p.rows.filter((r) => lost(p, r))
  if (f !== 'rejected') return p.rows.filter((r) => r.outcome === f)
  const seen = new Map(p.rows.map((r) => [r.where, r]))
  return p.report.rejected.map((r) => ({
    where: r.where,
    outcome: 'rejected' as const,
    values: seen.get(r.where)?.values ?? {},
    lands_in: '',
    reason: r.reason,
  }))
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

/** `row 58` → 58, for the narrow column; anything else as it is. */
export const place = (where: string) => /^row (\d+)$/.exec(where)?.[1] ?? where

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
