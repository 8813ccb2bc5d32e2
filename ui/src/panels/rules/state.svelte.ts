// Which part of the rules is shown, and which kind and stop are in hand; kept while other places are looked at.
import { app } from '../../lib/app.svelte'

export type Part = 'kinds' | 'pauses' | 'holidays' | 'settings'

interface Desk {
  part: Part
  /** Code of the kind in hand; null = a new one, undefined = the first. */
  kind: string | null | undefined
  /** Name of the stop in hand, alike. */
  pause: string | null | undefined
}

const empty = (): Desk => ({ part: 'kinds', kind: undefined, pause: undefined })
export const desk = $state(empty())
app.onOpen(() => Object.assign(desk, empty()))

export const openRules = (part: Part, of: Partial<Pick<Desk, 'kind' | 'pause'>> = {}) => {
  Object.assign(desk, { part, ...of })
  app.place = 'rules'
}
