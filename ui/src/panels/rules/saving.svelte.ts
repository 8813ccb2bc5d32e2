// Saving a form: what is refused stands beside the field that it is about.
import { app } from '../../lib/app.svelte'
import { reasonWords } from '../reasons'
import { refusedAt } from './rules'

export class Saving {
  busy = $state(false)
  /** The field that the last refusal is about; empty without one, or where it is about none. */
  field = $state('')
  words = $state('')

  /** Says whether it was done. */
  async run(save: () => Promise<unknown>): Promise<boolean> {
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
      this.words = reasonWords(sentence)
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
  elsewhere = (fields: string[]): boolean => this.words !== '' && !fields.includes(this.field)
}
