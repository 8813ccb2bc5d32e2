// What the maps are to draw, read from the store; an effect that calls these follows every part they read.
import type { Look } from '../map/styles'
import { app } from './app.svelte'
import type { Filter, PersonId } from './bindings'
import { apart } from './colours'
import { t } from './i18n.svelte'
import { tileUrl } from './ipc'
import { settling } from './settling.svelte'

/** Address of the tiles for the revision and the filter in force. */
export const mapUrl = (filter: Filter = app.filter): string => {
  const { kinds, states, unresolved, overdue, watch } = filter
  const past = app.mode.kind === 'past' ? { day: app.mode.day, since: app.mode.since } : null
  return tileUrl(app.project ?? { revision: 0, others: 0, recoloured: 0 }, { kinds: [...kinds], states: [...states], unresolved, overdue, watch }, past)
}

const none: Look['pending'] = new Map()
const unclassed: Look['classes'] = { unresolved: [], overdue: [] }

/** Colours of the chiefs while they are assigned. */
export const wearing = (): Map<PersonId | null, number> => {
  const assign = app.mode.kind === 'assign' ? app.mode : null
  const given = new Set([...(assign?.pending.values() ?? []), ...settling().values()].map((p) => p.person))
  return apart(app.loads, [...given].filter((p) => p !== null && p !== assign?.person))
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
    pending: assign ? new Map([...settling(), ...assign.pending]) : choose ? new Map(choose.pending) : none,
    name: (id) => app.names.get(id) ?? '',
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
