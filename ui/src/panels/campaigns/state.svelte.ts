// What the place of campaigns is in the middle of; kept while other places are looked at.
import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import { app } from '../../lib/app.svelte'
import type { CampaignId, GridId, GridRow, MatrixRow, TaskId, TaskRow } from '../../lib/bindings'
import type { Draft } from '../../lib/drafts.svelte'
import { named } from '../form.svelte'
import type { Show } from './matrix'
import { squareName } from './words'

export type Tab = 'matrix' | 'list' | 'people'

/** A square: a campaign in a cell, or the task itself where it lies on ground above the cells. */
export interface At {
  grid: GridId
  campaign: CampaignId
  task: TaskId | null
}

const noDraft = () => ({ code: '', scope: 'all' as 'all' | 'under' | 'cells', under: '', underName: '', kind: '', apply: true })

class Campaigns {
  tab = $state<Tab>('matrix')
  show = $state<Show>('all')
  /** Parts that are unfolded. */
  open = new SvelteSet<number>()
  /** Rows by part, as far as they were asked for. */
  rows = new SvelteMap<number, MatrixRow[]>()
  at = $state.raw<At | null>(null)
  drawer = $state<'square' | 'breakdown' | null>(null)
  /** On which side of the matrix the drawer stands: where it does not cover the square that it is opened from. */
  side = $state<'left' | 'right'>('right')
  /** The breakdown being prepared. */
  draft = $state(noDraft())
  /** The campaign whose form is open in their list. */
  editing = $state<CampaignId | 'new' | null>(null)
  /** Cells chosen on the map for it. */
  cells = $state.raw<GridRow[]>([])

  forget() {
    this.tab = 'matrix'
    this.show = 'all'
    this.open.clear()
    this.rows.clear()
    this.at = null
    this.drawer = null
    this.side = 'right'
    this.editing = null
    this.draft = noDraft()
    this.cells = []
  }

  openSquare(at: At) {
    this.at = at
    this.drawer = 'square'
  }

  breakDown(code = '') {
    if (code) this.draft.code = code
    this.tab = 'matrix'
    this.side = 'right'
    this.drawer = 'breakdown'
  }
}

export const campaigns = new Campaigns()
app.onOpen(() => campaigns.forget())

/** Shows a campaign's form in their list. */
export const openCampaign = (id: CampaignId | 'new') => {
  campaigns.tab = 'list'
  campaigns.editing = id
  app.place = 'campaigns'
}

/** Shows a square, its drawer beside it. */
export const openAt = (at: At) => {
  campaigns.tab = 'matrix'
  campaigns.show = 'all'
  campaigns.openSquare(at)
  app.place = 'campaigns'
}

/** Shows a task in the place of campaigns; `part` is the subdistrict of its cell, as far as it is known. */
export const openTask = (task: { id: TaskId; campaign: CampaignId; grid: GridId }, part: number | null) => {
  if (part !== null) campaigns.open.add(part)
  openAt({ grid: task.grid, campaign: task.campaign, task: task.id })
}

/** A draft that belongs to a task: called by its square, and found again there. */
export const ofTask = <D extends Draft<object>>(draft: D, k: TaskRow): D =>
  named(draft, squareName(k, k.grid), () => openAt({ grid: k.grid.id, campaign: k.campaign, task: k.id }))
