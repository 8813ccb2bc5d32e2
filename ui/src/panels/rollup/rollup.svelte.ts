// The ground whose parts the place of figures shows; kept while other places are looked at.
import { app } from '../../lib/app.svelte'
import type { GridId } from '../../lib/bindings'

export const at = $state<{ grid: GridId | null }>({ grid: null })
app.onOpen(() => (at.grid = null))
