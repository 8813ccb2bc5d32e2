// Reading from the core whenever what it depends on changes; an answer that was overtaken is dropped.
import { app } from '../lib/app.svelte'
import { refusalCode, refusedWords } from './desk'

export class Reading<T> {
  value = $state.raw<T | null>(null)
  #refused = $state.raw<unknown>(null)
  busy = $state(false)
  #turn = 0

  /** Why it could not be read, in the language in force. */
  get failed(): string | null {
    return this.#refused === null ? null : refusedWords(this.#refused)
  }

  /** What was asked for is not there (any more). */
  get missing(): boolean {
    return this.#refused !== null && refusalCode(this.#refused) === 'not_found'
  }

  /** Call while a component is set up; `read` gives null when there is nothing to ask. */
  constructor(read: () => Promise<T> | null) {
    $effect(() => {
      const asked = read()
      const turn = ++this.#turn
      if (!asked) {
        this.value = null
        this.busy = false
        return
      }
      this.busy = true
      app.shown.read(asked).then(
        (v) => {
          if (turn !== this.#turn) return
          this.value = v
          this.#refused = null
          this.busy = false
        },
        (e: unknown) => {
          if (turn !== this.#turn) return
          this.#refused = e ?? 'unknown'
          this.busy = false
        },
      )
    })
  }
}
