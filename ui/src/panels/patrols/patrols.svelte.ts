// What the place of patrols shows, and the patrol being written down: kept while a new find is put on the map.
import { app } from '../../lib/app.svelte'
import type { Dossier, GridId, SiteId, SiteRow } from '../../lib/bindings'
import * as ipc from '../../lib/ipc'
import { draftFor, type Draft } from './draft'

interface Desk {
  tab: 'cells' | 'records'
  all: boolean
  grid: GridId | null
  draft: Draft | null
}

const empty = (): Desk => ({ tab: 'cells', all: false, grid: null, draft: null })
export const desk = $state(empty())
app.onOpen(() => Object.assign(desk, empty()))

/** The panel of a cell: its patrols so far; a draft of another cell goes. */
export const openCell = (grid: GridId | null) => {
  if (desk.draft && desk.draft.grid !== grid) desk.draft = null
  desk.grid = grid
}

export const openPatrols = (grid: GridId) => {
  openCell(grid)
  desk.tab = 'cells'
  app.look()
  app.place = 'patrols'
}

export const begin = (d: Dossier) => {
  desk.draft ??= draftFor(d, app.project?.today ?? '')
}

/** Puts a new find on the map, and comes back with it. */
export const addFind = (bbox: [number, number, number, number] | null) => {
  const draft = desk.draft
  if (!draft) return
  app.place = 'map'
  if (bbox) app.flyTo(bbox)
  app.addSite(null, (id) => void found(draft, id))
}

const found = async (draft: Draft, id: SiteId) => {
  const archive = await app.run(() => ipc.siteArchive(id))
  if (archive) take(draft, archive.site)
  app.look()
  app.place = 'patrols'
}

const take = (draft: Draft, site: SiteRow) => {
  desk.draft = { ...draft, sites: [{ site, looked: true, found: true, seen: '' }, ...draft.sites] }
}
