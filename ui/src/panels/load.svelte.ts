// Reading from the core whenever what it depends on changes; an answer that was overtaken is dropped.
import { app } from '../lib/app.svelte'
import { refusedWords } from './desk'

export class Reading<T> {
  value = $state.raw<T | null>(null)
  failed = $state<string | null>(null)
  busy = $state(false)
  #turn = 0

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
          this.failed = null
          this.busy = false
        },
        (e: unknown) => {
          if (turn !== this.#turn) return
          this.failed = refusedWords(e)
          this.busy = false
        },
      )
    })
  }
}
