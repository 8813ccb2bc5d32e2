// What the window is in the middle of: a tagged union, so that a state of one mode cannot outlive it.
import type { GridId, GridRow, PersonId, SiteId } from './bindings'

export type Tool = 'browse' | 'paint' | 'lasso' | 'box'

export interface Pending {
  /** Who is to have the role; null = nobody. */
  person: PersonId | null
  /** The role that it was painted in; empty where cells are only chosen. */
  role: string
  row: GridRow
}

export type Mode =
  | { kind: 'look' }
  | {
      kind: 'assign'
      /** The person in hand; null = vacant is in hand, undefined = nobody chosen yet. */
      person: PersonId | null | undefined
      /** The role that is painted in from now on. */
      role: string
      /** First day of the duty, YYYY-MM-DD. */
      from: string
      tool: Tool
      /** By role and cell: see `giving.ts`. */
      pending: Map<string, Pending>
      /** The newest edit when the first of them was painted. */
      seen: number
    }
  | {
      /** Cells are being chosen on the map for a breakdown. */
      kind: 'choose'
      tool: Tool
      pending: Map<string, Pending>
    }
  | {
      kind: 'add_site'
      at: [number, number] | null
      /** Who asked for the site takes it from here. */
      then?: (id: SiteId) => void
    }
  | { kind: 'inspect'; site: SiteId | null }
  /** Looking back to the end of a day; with `since`, two days compared. Nothing can be edited meanwhile. */
  | { kind: 'past'; day: string; since: string | null }

export type Colour = 'unresolved' | 'overdue' | 'chief' | 'progress' | 'walked' | 'lack'
export type Place = 'today' | 'map' | 'campaigns' | 'meeting' | 'feedback' | 'people' | 'patrols' | 'rollup' | 'check' | 'import' | 'rules'
/** `sites` and `grids`: those ticked in the table, see `ticked.svelte.ts`. */
export type Selection = { what: 'grid'; id: GridId } | { what: 'site'; id: SiteId } | { what: 'sites' } | { what: 'grids' } | null
export type Bbox = [number, number, number, number]

/** What a stroke over the map goes to, as it was when the stroke was made. */
export interface Hand {
  mode: Mode
  /** As in the mode of assigning; undefined in any other. */
  person: PersonId | null | undefined
  role: string
  /** Which stroke it is: all that one brings is taken back together. */
  stroke: number
}
