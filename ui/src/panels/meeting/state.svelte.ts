// Which meeting the place of meetings shows, and whether a new one is being made; kept while other places are looked at.
import { app } from '../../lib/app.svelte'

interface Desk {
  /** Day of the meeting in hand; the newest where there is none. */
  day: string | null
  making: boolean
}

const empty = (): Desk => ({ day: null, making: false })
export const desk = $state(empty())
app.onOpen(() => Object.assign(desk, empty()))

export const openMeeting = (day: string | null, making = false) => {
  desk.day = day
  desk.making = making
  app.place = 'meeting'
}
