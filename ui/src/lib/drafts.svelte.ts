// What is typed in a form and not saved yet. It outlives the form's being shown: whoever looks at another site, place or
// mode finds it again. A form has one draft by its key; what waits in it, photos too, goes when the draft goes.
import { untrack } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'

export class Draft<T extends object> {
  value = $state() as T
  /** Photos that wait in the form. */
  photos = $state(0)
  /** What it is of, as the screen calls it; empty where its key says enough. */
  about = $state('')
  /** What its numbered parts are called on the screen, so that they can be named when what it is of is gone. */
  parts = $state.raw<Readonly<Record<string, string>>>({})
  /** Back to where it is typed; none where its key says enough. */
  go: (() => void) | null = null
  /** How often it was given up: what shows its photos asks for them again. */
  turn = $state(0)
  /** What is kept with it and would be no loss by itself. */
  aside = $state.raw<unknown>(null)
  /** The newest edit when the form took its values: what it writes is judged by that. */
  seen: number
  readonly key: string
  /** No other draft ever has it, not even one of the same key. */
  readonly serial: number
  /** Its values are not copied from the file, so that what was seen counts from the first that is typed. */
  readonly #blank: boolean
  #start = $state('')
  #goes: (() => void)[] = []

  constructor(key: string, serial: number, seen: number, start: T, blank: boolean) {
    this.key = key
    this.serial = serial
    this.seen = seen
    this.value = start
    this.#blank = blank
    this.#start = JSON.stringify(start)
  }

  /** Something in it would be lost. */
  get changed(): boolean {
    return this.photos > 0 || JSON.stringify(this.value) !== this.#start
  }

  /** It was saved: what stands in it now is no loss any more. */
  settle(seen: number) {
    this.#start = JSON.stringify(this.value)
    this.photos = 0
    this.seen = seen
  }

  /** What it began with; of what somebody changed elsewhere and nobody here, what stands there now. */
  get started(): T {
    return JSON.parse(this.#start) as T
  }

  /** What the file says now: fields in which nothing was typed follow it, so that saving puts nothing back. */
  adopt(now: T) {
    const [was, mine, next] = [this.started, this.value, now] as Record<string, unknown>[]
    if (!was || !mine || !next) return
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
    const follow = Object.keys(next).filter((k) => same(mine[k], was[k]) && !same(next[k], was[k]))
    for (const k of follow) mine[k] = was[k] = JSON.parse(JSON.stringify(next[k]))
    if (follow.length) this.#start = JSON.stringify(was)
  }

  /** It begins again; a form that shows it goes on with it. */
  reset() {
    const start = JSON.parse(this.#start) as Record<string, unknown>
    const value = this.value as Record<string, unknown>
    for (const key of Object.keys(value)) if (!(key in start)) delete value[key]
    Object.assign(value, start)
    this.photos = 0
    this.gone()
    this.turn++
  }

  /** What was typed: every text in it that differs from what it began with, by the name of its field. */
  get typed(): [string, string][] {
    return texts(JSON.parse(JSON.stringify(this.value)), JSON.parse(this.#start), '')
  }

  /** The window shows the file as of this edit. */
  follow(seen: number) {
    if (this.#blank && !untrack(() => this.changed)) this.seen = seen
  }

  /** Called when the draft goes. */
  onGone(f: () => void) {
    this.#goes.push(f)
  }

  gone() {
    const goes = this.#goes
    this.#goes = []
    for (const f of goes) f()
  }
}

const texts = (now: unknown, start: unknown, field: string): [string, string][] => {
  if (typeof now === 'string') return now.trim() && now !== start ? [[field, now.trim()]] : []
  if (typeof now !== 'object' || now === null) return []
  const was = (typeof start === 'object' && start !== null ? start : {}) as Record<string, unknown>
  return Object.entries(now).flatMap(([key, value]) => texts(value, was[key], Array.isArray(now) ? field : field ? `${field}.${key}` : key))
}

interface Begin<T> {
  /** What the form begins with. */
  start: () => T
  /** The newest edit that is shown now. */
  seen: number
  blank: boolean
}

export class Drafts {
  readonly #kept = new SvelteMap<string, Draft<object>>()
  #serial = 0

  /** The draft of a form; one in which nothing was typed is begun anew. */
  of<T extends object>(key: string, { start, seen, blank }: Begin<T>): Draft<T> {
    return untrack(() => {
      const kept = this.#kept.get(key)
      if (kept?.changed) return kept as Draft<T>
      kept?.gone()
      const draft = new Draft(key, ++this.#serial, seen, start(), blank)
      this.#kept.set(key, draft as unknown as Draft<object>)
      return draft
    })
  }

  /** Something typed waits under this key. */
  holds(key: string): boolean {
    return this.#kept.get(key)?.changed ?? false
  }

  /** The draft that holds something under this key. */
  held(key: string): Draft<object> | null {
    const kept = this.#kept.get(key)
    return kept?.changed ? kept : null
  }

  /** What is typed is given up from outside its form. */
  giveUp(key: string) {
    untrack(() => this.#kept.get(key))?.reset()
  }

  /** The form was given up. */
  drop(key: string) {
    untrack(() => this.#kept.get(key))?.gone()
    this.#kept.delete(key)
  }

  /** The window shows the file as of this edit. */
  follow(seen: number) {
    for (const d of untrack(() => [...this.#kept.values()])) d.follow(seen)
  }

  /** Keys of the drafts that hold something. */
  get unsaved(): string[] {
    return [...this.#kept.values()].filter((d) => d.changed).map((d) => d.key)
  }

  /** All go: another project was opened. */
  clear() {
    for (const key of untrack(() => [...this.#kept.keys()])) this.drop(key)
  }
}
