import { expect, test } from 'vitest'
import { app } from '../lib/app.svelte'
import type { Dossier, ProjectInfo } from '../lib/bindings'
import { campaigns } from './campaigns/state.svelte'
import { begin, desk as patrols, written } from './patrols/patrols.svelte'
import { desk as people } from './people/people.svelte'
import { at } from './rollup/rollup.svelte'

test('what the places keep is of one project: another finds nothing of it', async () => {
  campaigns.openSquare({ grid: 7, campaign: 1, task: null })
  campaigns.draft.under = 'A'
  people.person = 3
  patrols.grid = 7
  begin({ grid: { id: 7 }, duties: [], unresolved: [] } as unknown as Dossier)
  expect(written(7)?.value.grid).toBe(7)
  at.grid = 2
  await app.openBy(() => Promise.resolve({ file_name: 'b.gpkg', drawn_grids: 0, extent: null } as ProjectInfo))
  expect([campaigns.at, campaigns.drawer, campaigns.draft.under]).toEqual([null, null, ''])
  expect([people.person, patrols.grid, written(7), at.grid]).toEqual([null, null, null, null])
})
