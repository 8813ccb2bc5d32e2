// A long list held a page at a time: rows are asked for when they come into sight.
import { Attempt, passing, PAUSE_MS } from './attempt.svelte'
import type { Page } from './bindings'

export const PAGE = 100

type Fetch<T> = (offset: number, limit: number) => Promise<Page<T>>

export class Rows<T> {
  total = $state(0)
  /** Nothing was answered yet. */
  fresh = $state(true)
  /** What stands here answers an earlier question. */
  asking = $state(false)
  #pages = $state.raw(new Map<number, T[]>())
  #asked = new Set<number>()
  #fetch: Fetch<T> | null = null
  #round = 0

  /** Why the question in force is not answered, if it is not. */
  readonly attempt = new Attempt(() => this.#question && void this.ask(...this.#question))
  #question: [Fetch<T>, number] | null = null

  /** Another question: the old rows stay until its first page is there. */
  async ask(fetch: Fetch<T>, from = 0): Promise<void> {
    const round = ++this.#round
    this.#question = [fetch, from]
    this.attempt.rest()
    this.asking = true
    try {
      await this.#answer(round, fetch, from)
      if (round === this.#round) this.attempt.succeeded()
    } catch (e) {
      if (round === this.#round) this.attempt.failed(e)
    } finally {
      if (round === this.#round) this.asking = false
    }
  }

  async #answer(round: number, fetch: Fetch<T>, from: number): Promise<void> {
    const page = Math.floor(from / PAGE)
    let answer = await fetch(page * PAGE, PAGE)
    let first = page
    if (answer.rows.length === 0 && answer.total > 0 && page > 0) {
      first = 0
      answer = await fetch(0, PAGE)
    }
    if (round !== this.#round) return
    this.#fetch = fetch
    this.#asked = new Set([first])
    this.#pages = new Map([[first, answer.rows]])
    this.total = answer.total
    this.fresh = false
  }

  at(i: number): T | undefined {
    return this.#pages.get(Math.floor(i / PAGE))?.[i % PAGE]
  }

  /** Sees to it that rows `from` to `to` are on their way. */
  want(from: number, to: number): void {
    const fetch = this.#fetch
    if (!fetch || this.total === 0) return
    for (let p = Math.floor(Math.max(0, from) / PAGE); p <= Math.floor(Math.min(to, this.total - 1) / PAGE); p++) {
      if (this.#asked.has(p)) continue
      this.#asked.add(p)
      const round = this.#round
      fetch(p * PAGE, PAGE).then(
        (answer) => {
          if (round === this.#round) this.#pages = new Map(this.#pages).set(p, answer.rows)
        },
        (e: unknown) => {
          if (round !== this.#round) return
          this.#asked.delete(p)
          if (passing(e)) setTimeout(() => round === this.#round && this.want(from, to), PAUSE_MS)
        },
      )
    }
  }

  /** How many of the first `most` rows are at hand, and how many of those fit. */
  count(fits: (row: T) => boolean, most: number): { held: number; fit: number } {
    const held = [...this.#pages].flatMap(([p, rows]) => rows.slice(0, Math.max(0, most - p * PAGE)))
    return { held: held.length, fit: held.filter(fits).length }
  }

  /** There are rows at hand, and none of them fits. */
  none(fits: (row: T) => boolean): boolean {
    const pages = [...this.#pages.values()].flat()
    return pages.length > 0 && !pages.some(fits)
  }

  /** Place of the first row at hand that fits; -1 when none of those fetched does. */
  find(fits: (row: T) => boolean): number {
    for (const [p, rows] of this.#pages) {
      const i = rows.findIndex(fits)
      if (i >= 0) return p * PAGE + i
    }
    return -1
  }
}
