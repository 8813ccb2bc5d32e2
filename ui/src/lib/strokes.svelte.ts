// What strokes over the map did to the cells that wait, so that the last one can be taken back, and made once more.

interface Stroke<V> {
  id: number
  pending: Map<string, V>
  /** What waited under each key before (of one that was taken back: after); undefined where nothing did. */
  values: Map<string, V | undefined>
  /** Edits that were taken back after it. */
  below?: number
}

export class Strokes<V> {
  readonly #same: (a: V | undefined, b: V | undefined) => boolean
  #made = $state.raw<readonly Stroke<V>[]>([])
  #back = $state.raw<readonly Stroke<V>[]>([])

  /** `same`: whether two that wait under one key give the same. */
  constructor(same: (a: V | undefined, b: V | undefined) => boolean = Object.is) {
    this.#same = same
  }

  /** Call before these keys of `pending` are changed by a stroke; one stroke may bring its cells little by little. */
  about(pending: Map<string, V>, id: number, keys: readonly string[]) {
    let stroke = this.#made.find((s) => s.id === id && s.pending === pending)
    if (!stroke) this.#made = [...this.#made, (stroke = { id, pending, values: new Map() })]
    this.#back = []
    for (const key of keys) if (!stroke.values.has(key)) stroke.values.set(key, pending.get(key))
  }

  /** There is a stroke to take back. */
  waits(pending: Map<string, V>): boolean {
    return this.#made.some((s) => s.pending === pending)
  }

  /** A stroke is what was taken back last, and not one of the edits that can be made once more. */
  waitsAgain(pending: Map<string, V>, edits = true): boolean {
    const last = this.#back.at(-1)
    return last?.pending === pending && !(edits && last.below)
  }

  /** An edit was taken back after the strokes: those come after it when things are made once more. */
  pass() {
    const last = this.#back.at(-1)
    if (last) this.#back = [...this.#back.slice(0, -1), { ...last, below: (last.below ?? 0) + 1 }]
  }

  /** And the edit was made once more. */
  passAgain() {
    const last = this.#back.at(-1)
    if (last?.below) this.#back = [...this.#back.slice(0, -1), { ...last, below: last.below - 1 }]
  }

  /** Puts back what waited before the last stroke that left something to take back; how many cells that were. */
  back(pending: Map<string, V>): number {
    const [n, left, turned] = turn(this.#made, pending, this.#same)
    this.#made = left
    if (turned) this.#back = [...this.#back, turned]
    return n
  }

  /** Makes the stroke that was taken back last once more; how many cells that were. */
  again(pending: Map<string, V>, edits = true): number {
    if (!this.waitsAgain(pending, edits)) return 0
    const [n, left, turned] = turn(this.#back, pending, this.#same)
    this.#back = left
    if (turned) this.#made = [...this.#made, turned]
    return n
  }

  /** What waited was written, or given up. */
  forget() {
    this.#made = this.#back = []
  }
}

/** Puts the values of the last stroke that changes something in the place of those that wait: how many, what is left, and the way back. */
const turn = <V>(strokes: readonly Stroke<V>[], pending: Map<string, V>, same: (a: V | undefined, b: V | undefined) => boolean): [number, Stroke<V>[], Stroke<V> | null] => {
  const left = strokes.filter((s) => s.pending === pending)
  for (let stroke = left.pop(); stroke; stroke = left.pop()) {
    const now = new Map([...stroke.values.keys()].map((key) => [key, pending.get(key)]))
    let n = 0
    for (const [key, value] of stroke.values) {
      if (same(now.get(key), value)) continue
      n++
      if (value === undefined) pending.delete(key)
      else pending.set(key, value)
    }
    if (n) return [n, left, { ...stroke, values: now }]
  }
  return [0, left, null]
}
