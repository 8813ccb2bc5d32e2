// Forms and their drafts: begun when the form is shown, found again when it is shown again.
import { untrack } from 'svelte'
import { app } from '../lib/app.svelte'
import type { SiteId } from '../lib/bindings'
import type { Draft } from '../lib/drafts.svelte'
import type { PhotoForm } from '../lib/ipc'

/** The draft of a form that begins empty. */
export const blank = <T extends object>(key: string, start: () => T): Draft<T> => app.drafts.of(key, { start, seen: app.shown.at, blank: true })

/** The draft of a form that takes its values from the file. */
export const copied = <T extends object>(key: string, start: () => T): Draft<T> => app.drafts.of(key, { start, seen: app.shown.at, blank: false })

/** Lets what nobody typed in a form follow the file. Asked for while the form's component is made. */
export const follows = <T extends object>(draft: () => Draft<T>, now: () => T) => {
  $effect(() => {
    const there = now()
    untrack(() => draft().adopt(there))
  })
}

/** Says what a draft is of, as the screen calls it, and the way back to where it is typed. `of` is taken now: what a form's property
 * says later is of whatever the form shows by then. */
export const named = <D extends Draft<object>, A = undefined>(draft: D, about: string, go: ((of: A) => void) | null = null, of?: A): D => {
  draft.about = about
  draft.go = go && (() => go(of as A))
  return draft
}

/** The form as the shell knows it, by which photos wait. */
export const photoForm = (draft: Draft<object>, site: SiteId | null): PhotoForm => ({ name: `${draft.key}#${draft.serial}`, site })
