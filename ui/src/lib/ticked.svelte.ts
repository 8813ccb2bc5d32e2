// Sites and cells ticked in the table, to do something with all of them together.
import { SvelteMap } from 'svelte/reactivity'
import { app } from './app.svelte'
import type { GridId, GridRow, SiteId } from './bindings'
import { t } from './i18n.svelte'
import * as ipc from './ipc'
import type { Rows } from './rows.svelte'

/** Rows that may be ticked at a time. */
export const MOST = 2000

/** `rows[from…to]` in whichever order they were clicked. */
export const between = (from: number, to: number): [number, number] => (from <= to ? [from, to - from + 1] : [to, from - to + 1])

/** How much of a list is ticked, by its own rows: others may be ticked that it does not show. */
export const share = <T extends { id: number }>(rows: Pick<Rows<T>, 'total' | 'count'>, on: { has: (id: number) => boolean; size: number }, most: number): 'none' | 'some' | 'all' => {
  const { held, fit } = rows.count((r) => on.has(r.id), most)
  if (fit === 0) return 'none'
  return fit === held && on.size >= Math.min(rows.total, most) ? 'all' : 'some'
}

/** Those of some sites that are not in the project: the core names none, so halves are asked about until each is found. */
const goneOf = async (ids: SiteId[]): Promise<SiteId[]> => {
  if (!ids.length) return []
  try {
    await ipc.batchOffers(ids)
    return []
  } catch (e) {
    if ((e as { code?: unknown } | null)?.code !== 'not_found') throw e
    if (ids.length === 1) return ids
    const half = ids.length >> 1
    return [...(await goneOf(ids.slice(0, half))), ...(await goneOf(ids.slice(half)))]
  }
}

class Ticked {
  /** Keys of sites; their order is that of the ticking. */
  sites = new SvelteMap<SiteId, true>()
  /** Cells by key, with what a list calls them. */
  grids = new SvelteMap<GridId, string>()

  /** What was ticked before the last tick went. */
  #gone: { sites: SiteId[]; grids: [GridId, string][] } = { sites: [], grids: [] }

  tickSites(ids: SiteId[], on: boolean) {
    this.#remember()
    for (const id of ids) {
      if (!on) this.sites.delete(id)
      else if (this.sites.size < MOST) this.sites.set(id, true)
    }
    this.#show('sites', this.sites.size)
  }

  tickGrids(rows: Pick<GridRow, 'id' | 'name' | 'code'>[], on: boolean) {
    this.#remember()
    for (const r of rows) {
      if (!on) this.grids.delete(r.id)
      else if (this.grids.size < MOST) this.grids.set(r.id, r.name || r.code)
    }
    this.#show('grids', this.grids.size)
  }

  clear(what: 'sites' | 'grids') {
    this.#remember()
    this[what].clear()
    this.#show(what, 0)
  }

  #remember() {
    if (this.sites.size) this.#gone.sites = [...this.sites.keys()]
    if (this.grids.size) this.#gone.grids = [...this.grids]
  }

  /** Shows the panel again: of what is ticked, or was last. */
  again(what: 'sites' | 'grids') {
    if (what === 'sites' && !this.sites.size) for (const id of this.#gone.sites) this.sites.set(id, true)
    if (what === 'grids' && !this.grids.size) for (const [id, name] of this.#gone.grids) this.grids.set(id, name)
    this.#show(what, this[what].size)
    void this.follow()
  }

  /** What is not in the project any more falls out of what is ticked, with a word: nothing can be done with it, nor with the rest while it is there. */
  async follow() {
    const [sites, grids] = [[...this.sites.keys()], [...this.grids.keys()]]
    const gone = await app.quiet(async () => {
      const there = new Set(grids.length ? (await ipc.gridRows(grids)).map((r) => r.id) : [])
      return { sites: await goneOf(sites), grids: grids.filter((id) => !there.has(id)) }
    })
    for (const what of ['sites', 'grids'] as const) {
      const ids = (gone?.[what] ?? []).filter((id) => this[what].has(id))
      if (!ids.length) continue
      for (const id of ids) this[what].delete(id)
      if (app.selection?.what === what && !this[what].size) app.select(null)
      app.notice = t(`ticked.gone.${what}`, { n: ids.length })
    }
  }

  /** Another project was opened. */
  forget() {
    this.sites.clear()
    this.grids.clear()
    this.#gone = { sites: [], grids: [] }
  }

  /** The panel of what is ticked stands beside as long as anything is. */
  #show(what: 'sites' | 'grids', n: number) {
    if (n > 0) app.select({ what })
    else if (app.selection?.what === what) app.select(null)
  }
}

export const ticked = new Ticked()
app.onOpen(() => ticked.forget())
