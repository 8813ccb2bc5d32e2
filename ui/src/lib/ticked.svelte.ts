// Sites and cells ticked in the table, to do something with all of them together.
import { SvelteMap } from 'svelte/reactivity'
import { app } from './app.svelte'
import type { GridId, GridRow, SiteId } from './bindings'
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
