// What is found for the words in a field, asked for once the typing rests; an answer that was overtaken is dropped.
import { app } from './app.svelte'

const REST_MS = 120

export class Finding<T> {
  text = $state('')
  hits = $state.raw<T[]>([])
  /** What the hits were found for; null while they are on their way. */
  found = $state<string | null>(null)

  /** Call while a component is set up. */
  constructor(look: (words: string) => Promise<T[]>) {
    $effect(() => {
      const words = this.text.trim()
      void app.project?.revision
      this.found = null
      if (!words || !app.project) {
        this.hits = []
        return
      }
      let stale = false
      const timer = setTimeout(() => {
        void app.quiet(() => look(words)).then((list) => {
          if (stale || !list) return
          this.hits = list
          this.found = words
        })
      }, REST_MS)
      return () => {
        stale = true
        clearTimeout(timer)
      }
    })
  }
}
