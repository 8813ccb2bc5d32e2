// What the panels ask of the window: selecting, flying, entering a mode, and words that need the project.
import { app } from '../lib/app.svelte'
import type { Action, Dossier, GridId, SiteId, SiteRow } from '../lib/bindings'
import { inChina } from '../lib/days'
import { day, daysLate, kindWord, moment, overtakenWord, refusedWord, whereIs } from '../lib/format'
import { isKey, t } from '../lib/i18n.svelte'
import * as ipc from '../lib/ipc'
import type { Bbox } from '../lib/mode'
import { ticked } from '../lib/ticked.svelte'
import { emptyDraft, stepInput } from './actions'
import { reasonWords } from './reasons'
import { numberWord, officeNumber } from '../lib/unnumbered'

export const openSite = (id: SiteId) => app.select({ what: 'site', id })
export const openGrid = (id: GridId) => app.select({ what: 'grid', id })

/** About 200 m around the site. */
export const flyToSite = (s: SiteRow) => {
  if (!s.lon_lat) return
  const [x, y] = s.lon_lat
  app.flyTo([x - 0.0012, y - 0.001, x + 0.0012, y + 0.001])
}

/** To the map's own place; cells that were painted and not confirmed yet are not lost for a look. */
const toMap = () => {
  const m = app.mode
  if (!((m.kind === 'assign' || m.kind === 'choose') && m.pending.size > 0)) app.look()
  app.place = 'map'
}

/** To the map with a site's archive beside it. */
export const siteOnMap = (s: SiteRow) => {
  toMap()
  openSite(s.id)
  flyToSite(s)
}

/** To the map with a grid's dossier beside it; where it lies is asked for when it is not known. */
export const gridOnMap = async (id: GridId, bbox?: Bbox | null) => {
  toMap()
  openGrid(id)
  const box = bbox ?? (await app.quiet(() => ipc.gridRows([id])))?.[0]?.bbox
  if (box) app.flyTo(box)
}

export const assignHere = () => void app.assign()
export const addSiteHere = () => app.addSite()

/** The notice of one cell. */
export const noticeOf = (d: Dossier) => {
  ticked.clear('grids')
  ticked.tickGrids([d.grid], true)
}

/** Sites of one cell in the table below the map. */
export const showSitesOf = (d: Dossier) => {
  app.filter.under = d.grid.id
  app.filter.unresolved = d.figures.unresolved > 0
  app.filter.overdue = false
  app.filter.states = []
  app.filter.text = ''
  app.fold.table = false
  app.sync = false
  app.table = 'sites'
}

/** A step that asks for nothing; a refusal is shown by the window. */
export const stepNow = (id: SiteId, action: Action) =>
  app.run(() => ipc.step(null, id, action, stepInput({ action, needs_note: false, needs_until: false, needs_standard: false, missing: [] }, emptyDraft())))

export const kindName = (code: string) => kindWord(code, app.project?.kinds)

/** What a list calls a site: where it is, else its number, else its kind. */
export const siteTitle = (s: SiteRow) => whereIs(s) || officeNumber(s.number) || t('site.unnumbered.kind', { kind: kindName(s.kind), number: numberWord(s.number) })

/** The same within its own cell, where the village need not be told. */
export const siteHere = (s: SiteRow) => s.address || s.village || siteTitle(s)

/** The office's own name of a role; the usual ones in the language in force. */
export const roleName = (code: string, name = '') => {
  const key = `p.role.${code}`
  return isKey(key) ? t(key) : name || app.project?.roles.find((r) => r.code === code)?.name || code
}

export const shortDate = (date: string) => day(date, app.project?.today)
export const dayWords = daysLate
export const momentWords = (at: string) => moment(at)

/** The day in China of a moment in UTC. */
export const dayOf = (at: string) => {
  const d = new Date(at)
  return Number.isNaN(d.getTime()) ? at.slice(0, 10) : inChina(d).slice(0, 10)
}

export const refusalCode = (e: unknown): string => {
  const r = e as { code?: unknown } | null
  return typeof r?.code === 'string' ? r.code : 'other'
}

/** A refusal in words: the kind of it in the language in force, then its particulars. */
export const refusedWords = (e: unknown): string => {
  const r = e as { message?: unknown } | null
  const message = typeof r?.message === 'string' ? r.message : String(e)
  const refused = { ...(e as object), code: refusalCode(e), message }
  const me = app.actor?.name
  return `${refusedWord(refused, me)}${t('p.colon')}${overtakenWord(refused, me) ?? reasonWords(message)}`
}

/** Escape that belongs to somebody else: already taken, or meant for a field outside the panels (the search box). */
export const leavesAlone = (e: KeyboardEvent) =>
  e.defaultPrevented ||
  e.isComposing ||
  (e.target instanceof HTMLElement && e.target.matches('input, textarea, select, [role=menu] *') && !e.target.closest('.pn'))
