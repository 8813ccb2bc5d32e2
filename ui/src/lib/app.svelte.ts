// What the window knows: one store, changed only through its actions and through what the shell reports.
import { SvelteMap } from 'svelte/reactivity'
import type { Actor, ChiefLoad, Filter, GridId, GridRow, ImportPreview, PersonId, ProjectInfo, SiteId } from './bindings'
import { lang, t, type Lang } from './i18n.svelte'
import * as ipc from './ipc'
import type { Refused } from './ipc'
import type { Bbox, Colour, Mode, Pending, Place, Selection, Tool } from './mode'

export type { Bbox, Colour, Mode, Pending, Place, Selection, Tool }

const everything = (): Filter => ({ under: null, kinds: [], states: [], unresolved: true, overdue: false, watch: null, text: '', bbox: null })

const refusal = (e: unknown): Refused => {
  if (typeof e === 'object' && e !== null && 'code' in e && 'message' in e) {
    return { code: String(e.code), message: String(e.message) }
  }
  return { code: 'other', message: e instanceof Error ? e.message : String(e) }
}

class App {
  /** False until the shell has answered the first call. */
  booted = $state(false)
  project = $state.raw<ProjectInfo | null>(null)
  actor = $state.raw<Actor | null>(null)
  recent = $state.raw<string[]>([])
  mode = $state<Mode>({ kind: 'look' })
  place = $state<Place>('map')
  selection = $state.raw<Selection>(null)
  /** `bbox` stays null here; the table adds the view itself while it is in step with the map. */
  filter = $state<Filter>(everything())
  colour = $state<Colour>('unresolved')
  error = $state.raw<Refused | null>(null)
  #notice = $state.raw<{ words: string; at: Date } | null>(null)
  /** A source waiting for the import desk: dropped on the window, chosen elsewhere, or given at start. */
  pendingImport = $state.raw<ImportPreview | null>(null)

  /** Photos dropped onto the window that were not told their site and role yet. */
  dropped = $state(0)

  /** Kinds of site switched off in the layer list. */
  kindsOff = $state.raw<string[]>([])
  layers = $state({ borders: true, ground: true })
  fold = $state({ left: false, right: false, table: false, legend: false })
  sync = $state(true)
  /** Which of the two lists the table shows. */
  table = $state<'grids' | 'sites'>('grids')

  /** What the map shows; kept by the map. */
  view = $state.raw<{ bbox: Bbox; centre: [number, number]; zoom: number; scale: number } | null>(null)
  /** Where the pointer is, longitude and latitude. */
  pointer = $state.raw<[number, number] | null>(null)
  /** The last request to fly; the map watches it. */
  flight = $state.raw<{ bbox: Bbox; serial: number } | null>(null)

  /** The last request to move the middle; the map watches it. */
  move = $state.raw<{ centre: [number, number]; serial: number } | null>(null)

  /** Chiefs of the whole district with their colours, while assigning. */
  loads = $state.raw<ChiefLoad[]>([])
  /** Names of people met while assigning, also of those who are no chief yet. */
  names = new SvelteMap<PersonId, string>()

  /** Asks the shell for the state at start and listens for changes from then on. */
  async boot() {
    // Not by `run`: its success would wipe out the word on a file that was given at start and refused.
    await this.quiet(async () => {
      await ipc.onChanged((p) => this.#take(p))
      await ipc.onDropped((p) => this.takeImport(p))
      await ipc.onPhotosDropped((n) => this.takePhotos(n))
      await ipc.onRefused((r) => (this.error = r))
      const b = await ipc.boot()
      lang.now = b.lang
      this.actor = b.actor
      this.recent = b.recent
      this.error = b.refused
      if (b.project) this.#open(b.project)
      if (b.pending) this.takeImport(b.pending)
    })
    this.booted = true
  }

  /** A short word on what was just done, for the status bar, with its time; it goes when something else is turned to. */
  get notice(): string {
    return this.#notice?.words ?? ''
  }
  set notice(words: string) {
    this.#notice = words ? { words, at: new Date() } : null
  }
  get noticedAt(): Date | null {
    return this.#notice?.at ?? null
  }

  /** Runs a call; a refusal is shown in the window's line and gives undefined. */
  async run<T>(fn: () => Promise<T>): Promise<T | undefined> {
    try {
      const done = await fn()
      this.error = null
      return done
    } catch (e) {
      this.error = refusal(e)
      return undefined
    }
  }

  /** Like `run`, for what is asked of itself: a success leaves standing the word on an earlier refusal. */
  async quiet<T>(fn: () => Promise<T>): Promise<T | undefined> {
    try {
      return await fn()
    } catch (e) {
      this.error = refusal(e)
      return undefined
    }
  }

  #forget: (() => void)[] = []

  /** What a place keeps is of one project: `forget` is called whenever one is opened. */
  onOpen(forget: () => void) {
    this.#forget.push(forget)
  }

  #take(p: ProjectInfo) {
    const other = p.file_name !== this.project?.file_name
    if (other) this.#open(p)
    else this.project = p
    if (this.mode.kind === 'assign') void this.refreshLoads()
  }

  #open(p: ProjectInfo) {
    this.project = p
    this.selection = null
    this.mode = { kind: 'look' }
    this.filter = everything()
    this.kindsOff = []
    this.dropped = 0
    this.notice = ''
    for (const forget of this.#forget) forget()
    this.place = p.drawn_grids > 0 ? 'today' : 'map'
    if (p.extent) this.flyTo(p.extent)
  }

  /** Takes a project that a file command gave; null (the person changed their mind) changes nothing. */
  async openBy(fn: () => Promise<ProjectInfo | null>) {
    const p = await this.run(fn)
    if (!p) return
    this.#open(p)
    const b = await this.run(ipc.boot)
    if (b) this.recent = b.recent
  }

  takeImport(p: ImportPreview) {
    this.pendingImport = p
    this.place = 'import'
  }

  /** Dropped photos go to the site that is looked at; where there is none, they start a new one. */
  takePhotos(n: number) {
    if (!this.project) return
    if (this.mode.kind === 'past') {
      this.notice = t('past.locked')
      return
    }
    if ((this.mode.kind === 'assign' || this.mode.kind === 'choose') && this.mode.pending.size > 0) {
      this.notice = t('photo.notnow')
      return
    }
    this.dropped = n
    const shown = this.mode.kind === 'inspect' ? this.mode.site !== null : this.mode.kind === 'add_site' || this.selection?.what === 'site'
    if (this.place === 'map' && shown) this.fold.right = false
    else {
      this.place = 'map'
      this.addSite()
    }
  }

  select(s: Selection) {
    this.selection = s
    if (s) this.fold.right = false
  }

  flyTo(bbox: Bbox) {
    this.flight = { bbox, serial: (this.flight?.serial ?? 0) + 1 }
  }

  /** Moves the map's middle without changing its zoom. */
  goTo(centre: [number, number]) {
    this.move = { centre, serial: (this.move?.serial ?? 0) + 1 }
  }

  async setLang(l: Lang) {
    lang.now = l
    await this.run(() => ipc.setLang(l))
  }

  async setActor(actor: Actor) {
    const done = await this.run(async () => {
      await ipc.setActor(actor)
      return true
    })
    if (done) this.actor = actor
  }

  async undo() {
    this.notice = ''
    if (this.mode.kind !== 'past' && this.project?.undo) await this.run(ipc.undo)
  }

  async redo() {
    this.notice = ''
    if (this.mode.kind !== 'past' && this.project?.redo) await this.run(ipc.redo)
  }

  look() {
    this.mode = { kind: 'look' }
  }

  /** Looks back to the end of a day. */
  lookBack(day: string) {
    this.mode = { kind: 'past', day, since: null }
    this.filter.watch = null
  }

  async assign() {
    this.mode = {
      kind: 'assign',
      person: undefined,
      role: 'chief',
      from: this.project?.today ?? '',
      tool: 'browse',
      pending: new SvelteMap<GridId, Pending>(),
    }
    this.fold.left = false
    this.fold.right = false
    await this.refreshLoads()
  }

  /** Goes to the map to choose cells for a breakdown; `rows` are chosen already. */
  chooseCells(rows: GridRow[]) {
    const pending = new SvelteMap<GridId, Pending>(rows.map((row) => [row.id, { person: null, row }]))
    this.mode = { kind: 'choose', tool: 'browse', pending }
    this.place = 'map'
  }

  addSite(at: [number, number] | null = null, then?: (id: SiteId) => void) {
    this.mode = { kind: 'add_site', at, then }
    this.fold.right = false
  }

  /** To the inspection of one site, or to the first of the queue. */
  inspect(site: SiteId | null = null) {
    this.mode = { kind: 'inspect', site }
    this.place = 'map'
    this.fold.left = false
    this.fold.right = false
  }

  async refreshLoads() {
    const loads = await this.quiet(() => ipc.chiefLoads(null))
    if (!loads) return
    this.loads = loads
    for (const l of loads) if (l.person !== null) this.names.set(l.person, l.name)
  }

  /** Takes a person in hand for painting; null = vacant. */
  hold(person: { id: PersonId; name: string } | null) {
    if (this.mode.kind !== 'assign') return
    this.mode.person = person?.id ?? null
    if (person) this.names.set(person.id, person.name)
    if (this.mode.tool === 'browse') this.mode.tool = 'paint'
  }

  /** Gives cells to the person in hand, pending until confirmed. */
  give(rows: GridRow[]) {
    const m = this.mode
    if (m.kind === 'choose') for (const row of rows) m.pending.set(row.id, { person: null, row })
    if (m.kind !== 'assign' || m.person === undefined) return
    const name = m.person === null ? null : this.names.get(m.person)
    for (const row of rows) {
      // Homonyms cannot be told apart by a row, so a cell is only skipped when it is already as vacant as asked.
      if (m.role === 'chief' && name === null && row.chief === null) m.pending.delete(row.id)
      else m.pending.set(row.id, { person: m.person, row })
    }
  }

  takeBack(ids: GridId[]) {
    if (this.mode.kind === 'assign' || this.mode.kind === 'choose') for (const id of ids) this.mode.pending.delete(id)
  }

  setKinds(off: string[]) {
    this.kindsOff = off
    const all = this.project?.kinds.map((k) => k.code) ?? []
    this.filter.kinds = off.length ? all.filter((k) => !off.includes(k)) : []
  }

  /** No kind of site is switched on: the core cannot be asked for none, so the lists and the map leave them out. */
  get allKindsOff(): boolean {
    return this.kindsOff.length > 0 && this.filter.kinds.length === 0
  }

  /** How many of the filter's parts are in force. */
  get filtered(): number {
    const f = this.filter
    return [f.under !== null, f.unresolved, f.overdue, f.watch !== null, f.states.length > 0, f.text !== '', this.kindsOff.length > 0].filter(Boolean).length
  }

  /** Shows on the map and in the table what a filter lets through. */
  show(f: Filter, table: 'grids' | 'sites') {
    this.filter = f
    this.kindsOff = []
    this.table = table
    this.place = 'map'
    this.sync = false
    if (this.project?.extent) this.flyTo(this.project.extent)
  }

  clearFilter() {
    this.filter = { ...everything(), unresolved: false }
    this.kindsOff = []
  }
}

export const app = new App()
