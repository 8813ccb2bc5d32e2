// What is written of a site for its escalation or its re-check: one draft, wherever it is typed.
import { app } from '../lib/app.svelte'
import type { Draft } from '../lib/drafts.svelte'
import type { SiteId, SiteRow } from '../lib/bindings'
import { siteTitle } from './desk'
import { blank } from './form.svelte'

export interface Watch {
  /** Why it is escalated. */
  reason: string
  /** What was seen at the re-check. */
  seen: string
}

const key = (site: SiteId) => `watch:${site}`

export const watchDraft = (site: SiteRow): Draft<Watch> => {
  const draft = blank(key(site.id), (): Watch => ({ reason: '', seen: '' }))
  draft.about = siteTitle(site)
  return draft
}

/** A reason is typed and not saved. */
export const reasonTyped = (site: SiteId): boolean => {
  const held = app.drafts.held(key(site)) as Draft<Watch> | null
  return !!held?.value.reason.trim()
}
