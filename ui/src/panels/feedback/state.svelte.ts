// Which problem of the review is open, and whether a new one is being written; kept while other places are looked at.
import { app } from '../../lib/app.svelte'

const empty = () => ({ chosen: null as number | null, making: false })
export const desk = $state(empty())
app.onOpen(() => Object.assign(desk, empty()))
