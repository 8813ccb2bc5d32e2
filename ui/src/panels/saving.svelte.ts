// Saving a form: what is refused stands beside it, or beside the field that it is about.
import { app } from '../lib/app.svelte'
import { refusedWords } from './desk'
import { reasonWords } from './reasons'

/** A refusal told apart into the field that it is about and its sentence. */
export const refusedAt = (e: unknown): { field: string; sentence: string } => {
  const message = typeof (e as { message?: unknown } | null)?.message === 'string' ? (e as { message: string }).message : String(e)
  const named = /^(\w+): (.+)$/s.exec(message)
  return named ? { field: named[1] ?? '', sentence: named[2] ?? '' } : { field: '', sentence: message }
}

export class Saving {
  busy = $state(false)
  /** The field that the last refusal is about; empty without one, or where it is about none. */
  field = $state('')
  words = $state('')
  /** The form says beside each field what is wrong with it; otherwise the field is named in the words. */
  readonly #byField: boolean

  constructor(byField = false) {
    this.#byField = byField
  }

  /** Says whether it was done. */
  async run(save: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    app.notice = ''
    try {
      await save()
      this.clear()
      app.error = null
      return true
    } catch (e) {
      const { field, sentence } = refusedAt(e)
      this.field = field
      this.words = this.#byField ? reasonWords(sentence) : refusedWords(e)
      return false
    } finally {
      this.busy = false
    }
  }

  clear() {
    this.field = ''
    this.words = ''
  }

  /** There is a word to say, and none of these fields says it. */
  elsewhere = (fields: readonly string[]): boolean => this.words !== '' && !fields.includes(this.field)
}
