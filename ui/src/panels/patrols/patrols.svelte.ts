// What the place of patrols shows, and the patrol being written down: kept while a new find is put on the map.
import { SvelteMap } from 'svelte/reactivity'
import { app } from '../../lib/app.svelte'
import type { Dossier, GridId, SiteId, SiteRow } from '../../lib/bindings'
import * as ipc from '../../lib/ipc'
import type { Draft as Kept } from '../../lib/drafts.svelte'
import { copied, named } from '../form.svelte'
import { draftFor, type Draft } from './draft'

interface Desk {
  tab: 'cells' | 'records'
  all: boolean
  grid: GridId | null
}

const empty = (): Desk => ({ tab: 'cells', all: false, grid: null })
export const desk = $state(empty())
app.onOpen(() => Object.assign(desk, empty()))

/** Patrols that are being written down, by their cells. */
const writing = new SvelteMap<GridId, Kept<Draft>>()
app.onOpen(() => writing.clear())

/** The patrol of a cell that is being written down. */
export const written = (grid: GridId): Kept<Draft> | null => writing.get(grid) ?? null

/** It was saved or given up. */
export const over = (grid: GridId) => {
  const kept = writing.get(grid)
  writing.delete(grid)
  if (kept) app.drafts.drop(kept.key)
}

/** The panel of a cell: its patrols so far, and the one that is being written down. */
export const openCell = (grid: GridId | null) => {
  desk.grid = grid
}

export const openPatrols = (grid: GridId) => {
  openCell(grid)
  desk.tab = 'cells'
  app.look()
  app.place = 'patrols'
}

export const begin = (d: Dossier) => {
  if (!writing.has(d.grid.id)) writing.set(d.grid.id, named(copied(`patrol:${d.grid.id}`, () => draftFor(d, app.project?.today ?? '')), d.grid.name || d.grid.code, () => openPatrols(d.grid.id)))
}

/** The find being put on the map. */
let finding: (() => void) | null = null
app.onOpen(() => (finding = null))

/** Goes on with the find that was left. */
export const findAgain = () => {
  if (finding) finding()
  else app.place = 'patrols'
}

/** Puts a new find on the map, and comes back with it. */
export const addFind = (draft: Draft, bbox: [number, number, number, number] | null) => {
  finding = () => addFind(draft, bbox)
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
  draft.sites = [{ site, looked: true, found: true, seen: '' }, ...draft.sites]
}
