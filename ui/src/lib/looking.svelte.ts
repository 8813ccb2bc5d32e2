// What the maps are to draw, read from the store; an effect that calls these follows every part they read.
import type { Look, Waiting } from '../map/styles'
import { app } from './app.svelte'
import type { Filter, PersonId, State } from './bindings'
import { apart } from './colours'
import { atOnce, byCell, type Giving } from './giving'
import type { Pending } from './mode'
import { day } from './format'
import { t } from './i18n.svelte'
import { tileUrl } from './ipc'

/** Sites that a filter asks for are seen from afar, in the figures' place: where no cell is, all are. */
const ALL: State[] = ['reported', 'filed', 'dispatched', 'rectifying', 'submitted', 'accepted', 'suspended', 'dismissed']

/** Address of the tiles for the revision and the filter in force. */
export const mapUrl = (filter: Filter = app.filter): string => {
  const { kinds, unresolved } = filter
  // While cells are given out no site stands on the map, so none takes a figure's place.
  const given = app.mode.kind === 'assign'
  const [overdue, watch] = given ? [false, null] : [filter.overdue, filter.watch]
  const states = given ? [] : app.project?.drawn_grids === 0 && !filter.states.length ? ALL : filter.states
  const past = app.mode.kind === 'past' ? { day: app.mode.day, since: app.mode.since } : null
  return tileUrl(app.project ?? { revision: 0, others: 0, recoloured: 0 }, { kinds: [...kinds], states: [...states], unresolved, overdue, watch }, past)
}

const none: Look['pending'] = new Map()
const unclassed: Look['classes'] = { unresolved: [], overdue: [] }

/** Colours of the chiefs while they are assigned. */
export const wearing = (): Map<PersonId | null, number> => {
  const assign = app.mode.kind === 'assign' ? app.mode : null
  const given = new Set([...(assign?.pending.values() ?? []), ...(app.settling?.cells.values() ?? [])].map((p) => p.person))
  return apart(app.loads, [...given].filter((p) => p !== null && p !== assign?.person))
}

/** What the map shows on a cell that waits: whoever is to have it, with the day where that is a later one. */
const waiting = (p: Pending, from: string): Waiting => {
  const today = app.project?.today ?? ''
  const name = p.person === null ? t('no_chief') : (app.names.get(p.person) ?? '')
  return { person: p.person, whole: atOnce(p, from, today), word: from > today ? `${name} ${day(from, today)}` : name }
}

/** Cells that wait, and those whose tiles do not show yet that they were given. */
const shownWaiting = (pending: Giving, role: string, from: string): Look['pending'] => {
  const settling = app.settling ? byCell(app.settling.cells, role) : []
  const all = new Map([...settling, ...byCell(pending, role)])
  return new Map([...all].map(([id, p]) => [id, waiting(p, from)]))
}

export const mapLook = (filter: Filter = app.filter): Look => {
  const assign = app.mode.kind === 'assign' ? app.mode : null
  const choose = app.mode.kind === 'choose' ? app.mode : null
  const holds = assign?.person != null
  const wears = assign ? wearing() : new Map<PersonId | null, number>()
  return {
    colour: app.mode.kind === 'past' && app.mode.since ? 'change' : app.mapColour,
    assigning: assign !== null,
    handName: holds ? (app.names.get(assign?.person ?? -1) ?? '') : '',
    person: assign?.person,
    pending: assign ? shownWaiting(assign.pending, assign.role, assign.from) : choose ? shownWaiting(choose.pending, '', '') : none,
    wears: (id) => wears.get(id) ?? 0,
    classes: app.project?.classes ?? unclassed,
    vacant: t('no_chief'),
    walks: app.project?.patrol_classes ?? [],
    lack: (what) => t(`lack.${what}` as 'lack.chief'),
    never: t('patrol.never'),
    borders: app.layers.borders,
    small: false,
    ground: app.layers.ground,
    sites: filter !== app.filter || !app.allKindsOff,
    grid: app.mode.kind !== 'assign' && app.selection?.what === 'grid' ? app.selection.id : null,
    site: app.selection?.what === 'site' ? app.selection.id : null,
  }
}
