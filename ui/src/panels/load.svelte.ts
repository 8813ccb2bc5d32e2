// Reading from the core whenever what it depends on changes; an answer that was overtaken is dropped.
import { app } from '../lib/app.svelte'
import { Attempt } from '../lib/attempt.svelte'
import { refusalCode, refusedWords } from './desk'

export class Reading<T> {
  value = $state.raw<T | null>(null)
  readonly attempt = new Attempt()
  busy = $state(false)
  #turn = 0

  /** Why it could not be read, in the language in force. */
  get failed(): string | null {
    return this.attempt.refused === null ? null : refusedWords(this.attempt.refused)
  }

  /** What was asked for is not there (any more). */
  get missing(): boolean {
    return this.attempt.refused !== null && refusalCode(this.attempt.refused) === 'not_found'
  }

  /** Call while a component is set up; `read` gives null when there is nothing to ask. */
  constructor(read: () => Promise<T> | null) {
    $effect(() => {
      // What may be done depends on who is at the desk.
      void [app.actor, this.attempt.round]
      const asked = read()
      const turn = ++this.#turn
      if (!asked) {
        this.value = null
        this.attempt.succeeded()
        this.busy = false
        return
      }
      this.busy = true
      app.shown.read(asked).then(
        (v) => {
          if (turn !== this.#turn) return
          this.value = v
          this.attempt.succeeded()
          this.busy = false
        },
        (e: unknown) => {
          if (turn !== this.#turn) return
          this.attempt.failed(e)
          this.busy = false
        },
      )
      return () => this.attempt.rest()
    })
  }
}
