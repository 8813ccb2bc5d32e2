// Saving a form: what is refused stands beside it, or beside the field that it is about.
import { app, ofFile } from '../lib/app.svelte'
import type { Draft } from '../lib/drafts.svelte'
import { refusedWords } from './desk'
import { besideWords } from './reasons'

/** The edit that came in between; null where something else is refused. */
export const overtaken = (e: unknown): number | null => {
  const { code, edit } = e as { code?: string; edit?: { id: number } }
  return code === 'overtaken' && edit ? edit.id : null
}

/** A refusal told apart into the field that it is about and its sentence. */
export const refusedAt = (e: unknown): { field: string; sentence: string } => {
  const message = typeof (e as { message?: unknown } | null)?.message === 'string' ? (e as { message: string }).message : String(e)
  if (overtaken(e) !== null) return { field: '', sentence: message }
  const named = /^(\w+): (.+)$/s.exec(message)
  return named ? { field: named[1] ?? '', sentence: named[2] ?? '' } : { field: '', sentence: message }
}

/** What was begun earlier, as far as saving it goes. */
type Begun = Pick<Draft<object>, 'seen' | 'settle'>

export class Saving {
  busy = $state(false)
  /** The field that the last refusal is about; empty without one, or where it is about none. */
  field = $state('')
  #refused = $state.raw<unknown>(null)
  /** How often the file had come back by then. */
  #then = 0
  /** The form says beside each field what is wrong with it; otherwise the field is named in the words. */
  readonly #byField: boolean
  readonly #draft: (() => Begun) | null

  /** With a draft, what is saved is judged by what was seen when the draft was begun. */
  constructor(byField = false, draft: (() => Begun) | null = null) {
    this.#byField = byField
    this.#draft = draft
  }

  /** What was refused, in the language in force. */
  get words(): string {
    const e = this.#refused
    if (e === null || (ofFile(e) && app.recovered !== this.#then)) return ''
    return this.#byField && overtaken(e) === null ? besideWords(refusedAt(e).sentence, (e as { message?: string }).message ?? '') : refusedWords(e)
  }

  /** Says whether it was done. */
  async run(save: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    app.notice = ''
    const draft = this.#draft?.()
    try {
      await app.judged(save, draft?.seen ?? app.shown.at)
      draft?.settle(app.shown.at)
      this.clear()
      app.error = null
      return true
    } catch (e) {
      // Who was told may save once more.
      if (draft) draft.seen = overtaken(e) ?? draft.seen
      this.field = refusedAt(e).field
      this.#refused = e
      this.#then = app.recovered
      return false
    } finally {
      this.busy = false
    }
  }

  clear() {
    this.field = ''
    this.#refused = null
  }

  /** There is a word to say, and none of these fields says it. */
  elsewhere = (fields: readonly string[]): boolean => this.words !== '' && !fields.includes(this.field)
}
