// What the core says of the days looked back to; read anew when the day or the project changes.
import { app } from '../../lib/app.svelte'
import type { Comparison, GridId, PastDay, PastDays } from '../../lib/bindings'
import * as ipc from '../../lib/ipc'
import { Reading } from '../load.svelte'

const mode = () => (app.mode.kind === 'past' ? app.mode : null)

/** The tallies of the day on the map, kept in step by the bar; null while nothing is looked back to. */
export const past = $state<{ day: PastDay | null }>({ day: null })
app.onOpen(() => (past.day = null))

export const readDays = (): Reading<PastDays> =>
  new Reading(() => {
    void app.project?.revision
    return mode() ? ipc.pastDays() : null
  })

export const readDay = (): Reading<PastDay> =>
  new Reading(() => {
    void app.project?.revision
    const m = mode()
    return m ? ipc.pastDay(m.day) : null
  })

/** Two days of a grid, or of all. */
export const readComparison = (of: () => GridId | null): Reading<Comparison> =>
  new Reading(() => {
    void app.project?.revision
    const m = mode()
    return m?.since ? ipc.pastCompare(of(), m.since, m.day) : null
  })
