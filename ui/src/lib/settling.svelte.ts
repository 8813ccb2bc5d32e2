// Cells that were confirmed: they keep their new colours until the map has drawn the file as it is since.
import { app } from './app.svelte'
import type { GridId } from './bindings'
import type { Pending } from './mode'

let cells = $state.raw<ReadonlyMap<GridId, Pending>>(new Map())
/** The revision that holds them. */
let since = Infinity
app.onOpen(() => settled(Infinity))

/** Confirmed cells that the map may not show as given yet. */
export const settling = (): ReadonlyMap<GridId, Pending> => cells

export const settle = (confirmed: Iterable<[GridId, Pending]>, revision: number) => {
  cells = new Map(confirmed)
  since = revision
}

/** The map has drawn the file as of this revision. */
export const settled = (revision: number) => {
  if (revision < since || cells.size === 0) return
  cells = new Map()
  since = Infinity
}
