// What strokes over the map did to the cells that wait, so that the last one can be taken back.

interface Stroke<V> {
  id: number
  pending: Map<string, V>
  /** What waited under each key before; undefined where nothing did. */
  before: Map<string, V | undefined>
}

export class Strokes<V> {
  #made: Stroke<V>[] = []

  /** Call before these keys of `pending` are changed by a stroke; one stroke may bring its cells little by little. */
  about(pending: Map<string, V>, id: number, keys: readonly string[]) {
    let stroke = this.#made.find((s) => s.id === id && s.pending === pending)
    if (!stroke) this.#made.push((stroke = { id, pending, before: new Map() }))
    for (const key of keys) if (!stroke.before.has(key)) stroke.before.set(key, pending.get(key))
  }

  /** Puts back what waited before the last stroke that left something to take back; how many cells that were. */
  back(pending: Map<string, V>): number {
    this.#made = this.#made.filter((s) => s.pending === pending)
    for (let stroke = this.#made.pop(); stroke; stroke = this.#made.pop()) {
      let n = 0
      for (const [key, was] of stroke.before) {
        const now = pending.get(key)
        if (now === was) continue
        n++
        if (was === undefined) pending.delete(key)
        else pending.set(key, was)
      }
      if (n) return n
    }
    return 0
  }

  /** What waited was written, or given up. */
  forget() {
    this.#made = []
  }
}
