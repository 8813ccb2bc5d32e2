// Sites that wait for inspection, in the order they are walked.
import { app } from '../../lib/app.svelte'
import type { InspectionQueue, PickedPhoto, SiteId } from '../../lib/bindings'

class Queue {
  /** Only sites of this kind; null = all. */
  kind = $state<string | null>(null)
  value = $state.raw<InspectionQueue | null>(null)
  /** What the last step did, so that its form can be saved though the next site is shown. */
  last = $state.raw<{ id: SiteId; title: string; action: 'accept' | 'return' } | null>(null)

  /** Photos chosen for the step of the site that is judged. */
  picked = $state.raw<readonly PickedPhoto[]>([])

  readonly ids = $derived(this.value?.rows.map((r) => r.site.id) ?? [])
  readonly total = $derived((this.value?.kinds ?? []).reduce((n, [kind, count]) => n + (this.kind === null || kind === this.kind ? count : 0), 0))

  forget() {
    this.kind = null
    this.value = null
    this.last = null
    this.picked = []
  }

  /** The site so many places on; none beyond the ends. */
  beside(id: SiteId | null, by: 1 | -1): SiteId | null {
    return beside(this.ids, id, by)
  }

  go(id: SiteId | null) {
    if (app.mode.kind === 'inspect') app.mode.site = id
  }
}

export const beside = (ids: readonly SiteId[], id: SiteId | null, by: 1 | -1): SiteId | null => {
  if (id === null) return ids[0] ?? null
  const i = ids.indexOf(id)
  return i < 0 ? (ids[0] ?? null) : (ids[i + by] ?? null)
}

/** Where to go after a site has left the queue: the one behind it, else the first of those left. */
export const following = (ids: readonly SiteId[], id: SiteId): SiteId | null => beside(ids, id, 1) ?? ids.find((x) => x !== id) ?? null

export const queue = new Queue()
app.onOpen(() => queue.forget())

/** Keys that belong to a field or a control of its own. */
export const typing = (e: KeyboardEvent): boolean =>
  e.defaultPrevented || e.isComposing || (e.target instanceof HTMLElement && e.target.matches('input, textarea, select, [contenteditable], [role=menu] *, [role=application]'))
