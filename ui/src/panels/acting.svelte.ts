// A step of a site while it is filled in: what was judged and written, which action the filled button makes, what it lacks.
import { untrack } from 'svelte'
import { app } from '../lib/app.svelte'
import type { Action, ActionOffer, PickedPhoto, SiteArchive } from '../lib/bindings'
import { isKey, t, type Key } from '../lib/i18n.svelte'
import * as ipc from '../lib/ipc'
import type { Draft as Kept } from '../lib/drafts.svelte'
import { siteTitle } from './desk'
import { blank, photoForm } from './form.svelte'
import { carried, type Draft, emptyDraft, failures, filled, type Gone, judges, lacking, type Standard, standardOf, stepInput } from './actions'

/** What is kept with a draft of a step and would be no loss by itself. */
interface Aside {
  /** An action other than the usual one. */
  chosen: Action | null
  /** What the items were shown from when they were judged. */
  by: Standard | null
  /** Judged, and not in the standard any more. */
  gone: readonly Gone[]
}
const NOTHING: Aside = { chosen: null, by: null, gone: [] }

export class Acting {
  photos = $state<PickedPhoto[]>([])
  working = $state(false)
  readonly #archive: () => SiteArchive
  #kept = $state.raw() as Kept<Draft>

  /** Of one site: the form is made anew for another. */
  constructor(archive: () => SiteArchive) {
    this.#archive = archive
    this.#begin()
    $effect(() => {
      const now = standardOf(this.#archive())
      const judged = Object.keys(this.draft.verdicts).length > 0
      untrack(() => this.#judgedBy(now, judged))
    })
  }

  /** What is typed, kept with its photos while other sites are looked at. */
  get kept(): Kept<object> {
    return this.#kept
  }
  get draft(): Draft {
    return this.#kept.value
  }
  /** An action other than the usual one. */
  get chosen(): Action | null {
    return this.#aside.chosen
  }
  set chosen(chosen: Action | null) {
    this.#kept.aside = { ...this.#aside, chosen }
  }
  /** What was judged and is not in the standard any more. */
  get gone(): readonly Gone[] {
    return this.#aside.gone
  }
  get #aside(): Aside {
    return (this.#kept.aside as Aside | null) ?? NOTHING
  }

  /** Takes what was judged over to the standard as it is now. */
  #judgedBy(now: Standard, judged: boolean) {
    this.#kept.parts = Object.fromEntries(now.items.map((i) => [i.number, i.text]))
    const { by, gone } = this.#aside
    if (!judged && !by) return
    if (by && by.kind === now.kind && by.version === now.version) return
    if (!judged || !by) {
      this.#kept.aside = { ...this.#aside, by: judged ? now : null }
      return
    }
    const then = carried(this.draft, by, now)
    this.draft.verdicts = then.verdicts
    this.draft.remarks = then.remarks
    this.#kept.aside = { ...this.#aside, by: Object.keys(then.verdicts).length ? now : null, gone: [...gone, ...then.gone] }
  }

  #begin() {
    const { site } = this.#archive()
    this.#kept = blank(`step:${site.id}`, emptyDraft)
    this.#kept.about = siteTitle(site)
  }

  readonly items = $derived.by(() => this.#archive().standard.map((i) => i.number))
  readonly main = $derived.by(() => {
    const { actions } = this.#archive()
    return actions.find((o) => o.action === this.chosen) ?? filled(actions, this.draft)
  })
  readonly others = $derived.by(() => this.#archive().actions.filter((o) => o !== this.main))
  readonly missing = $derived.by(() => (this.main ? this.lacks(this.main) : []))
  /** An inspection shows its list at once; elsewhere fields come with the action that asks for them. */
  readonly list = $derived.by(() => !!this.main && judges(this.main) && this.#archive().standard.length > 0)
  readonly failed = $derived(failures(this.draft))

  /** Codes of what stands in an action's way. */
  lacks(o: ActionOffer): string[] {
    return lacking(o, this.draft, this.items, app.project?.today, this.photos.map((p) => p.role))
  }

  /** Makes the step; true when it was made. What is lacking gets the cursor instead. */
  async go(o: ActionOffer): Promise<boolean> {
    if (this.working) return false
    const lacks = this.lacks(o)
    if (lacks.length) {
      seek(lacks)
      return false
    }
    this.working = true
    const { id } = this.#archive().site
    const done = await app.save(this.kept, () => ipc.step(photoForm(this.kept, id), id, o.action, stepInput(o, this.draft, this.#aside.by)))
    this.working = false
    if (!done) return false
    this.photos = []
    this.#begin()
    return true
  }
}

/** Puts the cursor where the first thing that is missing and has a place on the screen is given. */
const seek = (codes: readonly string[]) => {
  for (const code of codes) {
    const place = document.querySelector<HTMLElement>(`[data-lack~="${code}"]`)
    const field = place?.matches('input, textarea, button') ? place : place?.querySelector<HTMLElement>('input, textarea, button')
    if (!field) continue
    field.focus()
    field.scrollIntoView({ block: 'nearest' })
    return
  }
}

/** Words for a code of what is missing; `photos`: how many the site has from before and after, all of them too old then. */
export const missingWord = (code: string, photos: readonly number[] = []): string => {
  if (code === 'same_person' && !app.actor) return t('p.missing.nobody')
  const old = code === 'photo_before' ? photos[0] : code === 'photo_after' ? photos[1] : 0
  const key = `p.missing.${code}${old ? '.again' : ''}`
  return isKey(key) ? t(key as Key) : code
}
