// Which person or which vacancies the place of people shows; kept while other places are looked at.
import { app } from '../../lib/app.svelte'
import type { Crowd, Lack, PersonId } from '../../lib/bindings'

interface Desk {
  tab: 'list' | 'vacant'
  person: PersonId | null
  /** The form of the person's details is open. */
  editing: boolean
  /** The form of a new person is open. */
  adding: boolean
  text: string
  only: Crowd | null
  lack: Lack | null
}

const empty = (): Desk => ({ tab: 'list', person: null, editing: false, adding: false, text: '', only: null, lack: null })
export const desk = $state(empty())
app.onOpen(() => Object.assign(desk, empty()))

export const openPerson = (id: PersonId, editing = false) => {
  desk.tab = 'list'
  desk.person = id
  desk.editing = editing
  desk.adding = false
  app.place = 'people'
}

export const openVacancies = (lack: Lack | null) => {
  desk.tab = 'vacant'
  desk.lack = lack
  app.place = 'people'
}
