// What the window knows: one store, changed only through its actions and through what the shell reports.
import { SvelteMap } from 'svelte/reactivity'
import type { Actor, ChiefLoad, Filter, GridId, GridRow, EditInfo, ImportPreview, PersonId, ProjectInfo, SiteId } from './bindings'
import { type Draft, Drafts } from './drafts.svelte'
import { lang, t, type Lang } from './i18n.svelte'
import { byCell, cellsOf, type Giving, keyOf } from './giving'
import { Strokes } from './strokes.svelte'
import * as ipc from './ipc'
import type { Holder, Refused } from './ipc'
import type { Bbox, Colour, Hand, Mode, Pending, Place, Selection, Tool } from './mode'
import type { Asked, Losing, Saying } from './said'
import { Shown } from './shown'

export type { Bbox, Colour, Mode, Pending, Place, Selection, Tool }

/** The filter that a map begins with. */
export const everything = (): Filter => ({ under: null, kinds: [], states: [], unresolved: true, overdue: false, watch: null, text: '', bbox: null })

/** Refused for want of the file itself, not for what was asked. */
export const ofFile = (e: unknown): boolean => ['project', 'io'].includes(String((e as { code?: unknown } | null)?.code))

/** Something was changed: what had to change nothing tells no state that the window shows. */
const wrote = (done: object): boolean => !('edit' in done) || done.edit !== null

const refusal = (e: unknown): Refused => {
  if (typeof e === 'object' && e !== null && 'code' in e && 'message' in e) {
    const { edit, opening } = e as Refused
    return { code: String(e.code), message: String(e.message), ...(edit && { edit }), ...(opening && { opening }) }
  }
  return { code: 'other', message: e instanceof Error ? e.message : String(e) }
}

type DropWord = 'drop.project' | 'drop.noproject' | 'drop.source' | 'drop.site' | 'drop.new' | 'past.locked' | 'photo.notnow'

class App {
  /** False until the shell has answered the first call. */
  booted = $state(false)
  project = $state.raw<ProjectInfo | null>(null)
  /** How many projects were opened so far: all that a component keeps is made anew with each. */
  opened = $state(0)
  actor = $state.raw<Actor | null>(null)
  recent = $state.raw<string[]>([])
  /** Name of the last file that could not be opened, which may be tried again. */
  again = $state.raw<string | null>(null)
  mode = $state<Mode>({ kind: 'look' })
  place = $state<Place>('map')
  selection = $state.raw<Selection>(null)
  /** `bbox` stays null here; the table adds the view itself while it is in step with the map. */
  filter = $state<Filter>(everything())
  colour = $state<Colour>('unresolved')
  #worn = $state.raw<Colour | null>(null)
  /** Who wears it; plain, for a state that is read while a component goes is what it was before. */
  #wearer: symbol | null = null
  error = $state.raw<Refused | null>(null)
  /** Notes on the project that were read and put away. */
  #read = $state.raw<string[]>([])
  /** Notes that it was opened with. */
  #opening = $state.raw<string[]>([])
  /** Edits that were taken back since, and not done again. */
  #undone = $state.raw<readonly number[]>([])
  #notice = $state.raw<{ words: string; at: Date } | null>(null)
  /** A source waiting for the import desk: dropped on the window, chosen elsewhere, or given at start. */
  pendingImport = $state.raw<ImportPreview | null>(null)

  /** Photos were dropped onto the window, and no form has said yet that they fell over it. */
  landed = $state(false)

  /** What was just taken back, or written by somebody else. */
  said = $state.raw<Saying | null>(null)
  /** The last that somebody else wrote, newest first. */
  others = $state.raw<readonly EditInfo[]>([])
  /** Who has the same file open in another window. */
  elsewhere = $state.raw<Holder | null>(null)
  /** Something waits because another program is writing to the file. */
  waits = $state(false)
  /** What befell the open file, until that is over or was put away. */
  plight = $state.raw<ipc.Refused | null>(null)
  /** How often that was over again. */
  recovered = $state(0)
  /** What is asked before something that is not saved is lost. */
  asked = $state.raw<Asked | null>(null)

  /** What is typed and not saved yet, form by form. */
  readonly drafts = new Drafts()
  /** Which state of the file the window shows. */
  readonly shown = new Shown((at) => this.drafts.follow(at))
  /** Cells painted or chosen and not confirmed; they outlive a look around. */
  #stroke = 0
  readonly #strokes = new Strokes<Pending>((a, b) => a?.person === b?.person && a?.role === b?.role)
  #painting = $state.raw<Extract<Mode, { kind: 'assign' }> | null>(null)
  #choosing = $state.raw<Extract<Mode, { kind: 'choose' }> | null>(null)

  /** What hovers over the window and would be dropped onto it. */
  hovering = $state<ipc.Hovering | null>(null)

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

  /** The map is being pulled from elsewhere: it draws itself whole when it is let go. */
  held = $state(false)
  /** The last request to move the middle; the map watches it. */
  move = $state.raw<{ centre: [number, number]; serial: number } | null>(null)

  /** Cells confirmed whose tiles still show what was before, and the edit that gave them. */
  settling = $state.raw<{ cells: Giving; revision: number } | null>(null)
  /** Chiefs of the whole district with their colours, while assigning. */
  loads = $state.raw<ChiefLoad[]>([])
  /** As they were when their order was last asked for: the list keeps it while cells change hands. */
  loadsThen = $state.raw<ChiefLoad[]>([])
  /** Names of people met while assigning, also of those who are no chief yet. */
  names = new SvelteMap<PersonId, string>()
  /** Those in hand, or given a cell, who are not in the project any more, by name. */
  gone = $state.raw<ReadonlyMap<PersonId, string>>(new Map())

  /** Asks the shell for the state at start and listens for changes from then on. */
  async boot() {
    // Not by `run`: its success would wipe out the word on a file that was given at start and refused.
    await this.quiet(async () => {
      await ipc.onChanged((p) => this.#take(p))
      await ipc.onDropped((p) => this.takeImport(p))
      await ipc.onHovering((h) => (this.hovering = h))
      await ipc.onPhotosDropped((n) => this.takePhotos(n))
      await ipc.onRefused((r) => (this.error = r))
      await ipc.onPlight((p) => this.#befell(p))
      await ipc.onWaits((on) => (this.waits = on))
      await ipc.onOthers(({ edits, notes }) => {
        // What happened again is said again.
        this.#read = this.#read.filter((n) => !notes.includes(n))
        this.#opening = this.#opening.filter((n) => !notes.includes(n))
        for (const e of edits.toReversed()) this.#replayed(e)
        if (edits.some((e) => e.of !== null)) this.notice = ''
        this.others = edits.length ? edits : this.others
        this.said = { what: 'others', edits }
      })
      await ipc.onElsewhere((h) => (this.elsewhere = h))
      await ipc.onLeaving(() => this.#ask('closing', async () => void (await ipc.leave())))
      const b = await ipc.boot()
      lang.now = b.lang
      this.actor = b.actor
      this.recent = b.recent
      this.again = b.again
      this.error = b.refused
      if (b.project) this.#open(b.project)
      if (b.pending) this.takeImport(b.pending)
    })
    this.booted = true
  }

  /** Asks the shell; an edit is judged by what was seen when the edit `seen` was the newest. */
  async judged<T>(fn: () => Promise<T>, seen: number): Promise<T> {
    const done = await ipc.asSeen(seen, fn)
    if (typeof done === 'object' && done !== null && 'revision' in done) {
      if (wrote(done)) {
        const revision = Number(done.revision)
        this.shown.wrote(revision)
        // Cells that wait follow what is written, so that an edit from here overtakes none of them.
        if (this.#painting?.seen === revision - 1) this.#painting.seen = revision
      }
      // What was said of the edit before is an old fact.
      this.notice = ''
    }
    return done
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
  async run<T>(fn: () => Promise<T>, seen = this.shown.at): Promise<T | undefined> {
    try {
      const done = await this.judged(fn, seen)
      this.error = null
      return done
    } catch (e) {
      this.error = refusal(e)
      return undefined
    }
  }

  /** Like `run`, for what was begun earlier: judged by what was seen then. Who was told that somebody was quicker may once more. */
  async judge<T>(begun: { seen: number }, fn: () => Promise<T>): Promise<T | undefined> {
    const done = await this.run(fn, begun.seen)
    if (typeof done === 'object' && done !== null && 'revision' in done && wrote(done)) begun.seen = Number(done.revision)
    else if (done === undefined && this.error?.code === 'overtaken' && this.error.edit) begun.seen = this.error.edit.id
    return done
  }

  /** Like `judge`, for a form: what it holds is saved. */
  async save<T>(draft: Draft<object>, fn: () => Promise<T>): Promise<T | undefined> {
    const done = await this.judge(draft, fn)
    if (done !== undefined) draft.settle(this.shown.at)
    return done
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

  /** By what the map that is seen is coloured. */
  get mapColour(): Colour {
    return this.#worn ?? this.colour
  }

  /** Puts a colour on for the map beside a list, until it is taken off; the next list's map may put its own on before that. */
  wear(colour: Colour): () => void {
    const own = Symbol(colour)
    this.#wearer = own
    this.#worn = colour
    return () => {
      if (this.#wearer === own) this.#worn = null
    }
  }

  /** What is to be said beside the open project and was not put away. */
  get notes(): string[] {
    return this.project?.notes.filter((n) => !this.#read.includes(n)) ?? []
  }

  /** Those that the project was opened with: they stand above the page. */
  get stands(): string[] {
    return this.notes.filter((n) => this.#opening.includes(n))
  }

  /** Those that came since: they float, so that nothing moves under the pointer. */
  get late(): string[] {
    return this.notes.filter((n) => !this.#opening.includes(n))
  }

  readNotes(notes: string[]) {
    this.#read = [...this.#read, ...notes]
  }

  /** What was turned to while the first project was still being opened. */
  #early: Place | null = null

  go(place: Place) {
    if (!this.booted) this.#early = place
    this.place = place
  }

  #forget: (() => void)[] = []

  /** What a place keeps is of one project: `forget` is called whenever one is opened. */
  onOpen(forget: () => void) {
    this.#forget.push(forget)
  }

  #befell(p: ipc.Refused | null) {
    const was = this.plight
    this.plight = p
    if (!was || p) return
    // The file is there again: what was refused for want of it is an old fact.
    this.recovered += 1
    if (ofFile(this.error)) this.error = null
  }

  #take(p: ProjectInfo) {
    const other = p.file_name !== this.project?.file_name
    if (other) this.#open(p)
    else {
      // The first cells of a project: until then there was nothing to look at.
      const first = !this.project?.extent && p.extent
      this.project = p
      this.shown.take(p.revision)
      if (first) this.flyTo(first)
      // The next edit makes a word on the one before an old one; what somebody else wrote stays to be read.
      if (this.said && this.said.what !== 'others' && p.revision > (this.said.edits[0]?.id ?? 0)) this.said = null
    }
    if (this.mode.kind === 'assign') void this.refreshLoads()
    if (!other && this.#painting?.pending.size) void this.#repaint(this.#painting.pending)
    if (!other && this.#painting) void this.#missed(this.#painting)
  }

  #open(p: ProjectInfo) {
    this.project = p
    this.opened += 1
    this.#read = []
    this.#opening = p.notes
    this.#undone = []
    this.shown.open(p.revision)
    this.selection = null
    this.mode = { kind: 'look' }
    this.drafts.clear()
    this.#painting = null
    this.#choosing = null
    this.settling = null
    this.said = null
    this.others = []
    this.elsewhere = null
    this.plight = null
    void this.quiet(ipc.elsewhere)
    this.filter = everything()
    this.kindsOff = []
    this.colour = 'unresolved'
    this.table = 'grids'
    this.sync = true
    this.view = null
    this.pointer = null
    this.loads = []
    this.loadsThen = []
    this.names.clear()
    this.gone = new Map()
    this.pendingImport = null
    this.landed = false
    this.notice = ''
    for (const forget of this.#forget) forget()
    this.place = this.#early ?? (p.drawn_grids > 0 ? 'today' : 'map')
    this.#early = null
    if (p.extent) this.flyTo(p.extent)
  }

  /** Takes a project that a file command gave; null (the person changed their mind) changes nothing. */
  openBy(fn: () => Promise<ProjectInfo | null>) {
    return this.#ask('opening', () => this.#openBy(fn))
  }

  /** Puts a copy in the place of the open project, or of the one that could not be opened last. */
  restore(ofRefused = false) {
    return this.#ask('restoring', () => this.#openBy(() => ipc.projectRestore(ofRefused)))
  }

  async #openBy(fn: () => Promise<ProjectInfo | null>) {
    const p = await this.run(fn)
    if (p) this.#open(p)
    else if (p === null) return
    const b = await this.quiet(ipc.boot)
    if (b) [this.recent, this.again] = [b.recent, b.again]
  }

  /** Lets the person choose where a copy of the project goes, and says that it was written. */
  async saveCopy() {
    const name = await this.run(ipc.projectSaveCopy)
    if (name) this.notice = t('file.copied', { name })
  }

  /** Changes painted and not confirmed: a cell may have several, one a role. */
  get painted(): number {
    return this.#painting?.pending.size ?? 0
  }

  /** The cells that they are of. */
  get paintedCells(): number {
    return this.#painting ? cellsOf(this.#painting.pending) : 0
  }

  /** What is not saved: keys of drafts, `assign` and `choose` for cells in hand. */
  get unsaved(): string[] {
    return [...this.drafts.unsaved, ...(this.painted ? ['assign'] : []), ...(this.#choosing?.pending.size ? ['choose'] : [])]
  }

  /** What is typed, painted or chosen is given up. */
  giveUp(key: string) {
    const of = key === 'assign' ? this.#painting?.pending : key === 'choose' ? this.#choosing?.pending : null
    this.error = null
    this.notice = ''
    if (of) {
      // Like a stroke, so that it can be taken back.
      this.#strokes.about(of, ++this.#stroke, [...of.keys()])
      of.clear()
      if (this.mode.kind === key) this.notice = t('assign.given_up')
    } else if (of === null) this.drafts.giveUp(key)
  }

  /** Does what would lose something that is not saved, asking first where there is such. */
  async #ask(about: Losing, go: () => Promise<void>) {
    if (this.unsaved.length === 0) return go()
    this.asked = {
      about,
      go: () => {
        this.asked = null
        void go()
      },
    }
  }

  takeImport(p: ImportPreview) {
    this.pendingImport = p
    this.place = 'import'
  }

  /** Photos that are dropped go to the site that is looked at; where there is none, they start a new one. */
  get #photosGo(): 'locked' | 'pending' | 'site' | 'new' {
    const m = this.mode
    if (m.kind === 'past') return 'locked'
    if ((m.kind === 'assign' || m.kind === 'choose') && m.pending.size > 0) return 'pending'
    const shown = m.kind === 'inspect' ? m.site !== null : m.kind === 'add_site' || this.selection?.what === 'site'
    return this.place === 'map' && shown ? 'site' : 'new'
  }

  /** What becomes of the file that hovers over the window: in words, whether it is taken, and whether by the panel on the right. */
  get takes(): { word: DropWord; taken: boolean; panel: boolean } | null {
    if (!this.hovering) return null
    const yes = (word: DropWord, panel = false) => ({ word, taken: true, panel })
    const no = (word: DropWord) => ({ word, taken: false, panel: false })
    if (this.hovering === 'project') return yes('drop.project')
    if (!this.project) return no('drop.noproject')
    if (this.hovering === 'source') return yes('drop.source')
    const go = this.#photosGo
    if (go === 'locked') return no('past.locked')
    if (go === 'pending') return no('photo.notnow')
    return go === 'site' ? yes('drop.site', !this.fold.right) : yes('drop.new')
  }

  /** Dropped photos wait in the form of the site that takes them. */
  takePhotos(n: number) {
    if (!this.project) return
    const go = this.#photosGo
    if (go === 'locked' || go === 'pending') {
      this.notice = t(go === 'locked' ? 'past.locked' : 'photo.notnow')
      return
    }
    this.landed = n > 0
    if (go === 'site') this.fold.right = false
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
    await this.quiet(() => ipc.setLang(l))
  }

  async setActor(actor: Actor) {
    const done = await this.quiet(async () => {
      await ipc.setActor(actor)
      return true
    })
    if (done) this.actor = actor
  }

  /** Takes back what the button promises, and says so. */
  async undo() {
    const meant = this.project?.undo
    this.notice = ''
    if (this.mode.kind === 'past' || !meant) return
    const done = await this.run(() => ipc.undo(meant.id))
    if (done?.edit) {
      this.#strokes.pass()
      this.#replayed(done.edit)
      this.said = { what: 'undone', edits: [done.edit], of: this.#whose(meant) }
    }
  }

  async redo() {
    const meant = this.project?.redo
    this.notice = ''
    if (this.mode.kind === 'past' || !meant) return
    const done = await this.run(() => ipc.redo(meant.id))
    if (done?.edit) {
      this.#strokes.passAgain()
      this.#replayed(done.edit)
      this.said = { what: 'redone', edits: [done.edit], of: this.#whose(meant) }
    }
  }

  #whose(e: EditInfo): string | undefined {
    return e.actor === this.actor?.name ? undefined : e.actor
  }

  #replayed(e: EditInfo) {
    if (e.of === null) return
    if (e.verb === 'undo') this.#undone = [...this.#undone, e.of]
    else if (e.verb === 'redo') this.#undone = this.#undone.filter((id) => id !== e.of)
  }

  /** The edit was taken back, here or elsewhere: what it did is no result any more. */
  takenBack(edit: number | null): boolean {
    return edit !== null && this.#undone.includes(edit)
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
    const kept = this.#painting
    this.mode = kept?.pending.size ? kept : {
      kind: 'assign',
      person: undefined,
      role: 'chief',
      from: this.project?.today ?? '',
      tool: 'browse',
      pending: new SvelteMap<string, Pending>(),
      seen: this.shown.at,
    }
    this.#painting = this.mode
    this.fold.left = false
    this.fold.right = false
    await this.refreshLoads()
    this.sortLoads()
  }

  /** Orders the list of loads by what they are now. */
  sortLoads() {
    this.loadsThen = this.loads
  }

  /** Goes to the map to choose cells for a breakdown; `rows` are chosen already. */
  chooseCells(rows: GridRow[]) {
    const pending = new SvelteMap<string, Pending>(rows.map((row) => [keyOf('', row.id), { person: null, role: '', row }]))
    const kept = this.#choosing
    this.mode = kept?.pending.size ? kept : { kind: 'choose', tool: 'browse', pending }
    this.#choosing = this.mode
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

  /** The cells that were chosen are taken, or left. */
  choseCells() {
    this.#choosing = null
  }

  /** Nobody is in hand who was taken back; what was painted for them stands until it is put back or painted anew. */
  async #missed(m: Extract<Mode, { kind: 'assign' }>) {
    const all = new Set([m.person, ...[...m.pending.values()].map((p) => p.person)])
    const gone = new Map<PersonId, string>()
    for (const id of all) {
      if (id === null || id === undefined) continue
      const name = this.names.get(id) ?? ''
      try {
        const named = name ? await ipc.people(name) : []
        // Who is called otherwise now is there all the same.
        if (!named.some((p) => p.id === id)) await ipc.personPage(id)
      } catch (e) {
        if (refusal(e).code === 'not_found') gone.set(id, name)
      }
    }
    if (m !== this.#painting) return
    this.gone = gone
    if (m.person === null || m.person === undefined || !gone.has(m.person)) return
    this.notice = t('p.assign.gone', { name: gone.get(m.person) ?? '' })
    m.person = undefined
    m.tool = 'browse'
  }

  /** Cells painted as they are now: somebody else may have given one of them away. */
  async #repaint(pending: Map<string, Pending>) {
    const asked = new Set([...pending.values()].map((p) => p.row.id))
    const rows = await this.quiet(() => ipc.gridRows([...asked]))
    if (!rows) return
    const now = new Map(rows.map((row) => [row.id, row]))
    const gone = new Map<GridId, string>()
    for (const [key, given] of pending) {
      // Painted meanwhile.
      if (!asked.has(given.row.id)) continue
      const row = now.get(given.row.id)
      if (row) pending.set(key, { ...given, row })
      else {
        pending.delete(key)
        gone.set(given.row.id, given.row.name || given.row.code)
      }
    }
    if (gone.size) this.notice = t('assign.gone', { cells: [...gone.values()].slice(0, 3).join(t('p.list')), n: gone.size })
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
    // Who is gone is still told where a cell waits for them.
    const given = new Set([...this.mode.pending.values()].map((p) => p.person))
    this.gone = new Map([...this.gone].filter(([id]) => given.has(id)))
    if (person) this.names.set(person.id, person.name)
    if (this.mode.tool === 'browse') this.mode.tool = 'paint'
  }

  /** Who and what is in hand for a new stroke: its cells go there, whatever is taken in hand while they are looked up. */
  hand(): Hand {
    const m = this.mode
    const stroke = ++this.#stroke
    return m.kind === 'assign' ? { mode: m, person: m.person, role: m.role, stroke } : { mode: m, person: undefined, role: '', stroke }
  }

  /** Gives cells to the person in hand, pending until confirmed. */
  give(rows: GridRow[], { mode: m, person, role, stroke }: Hand) {
    // Given up meanwhile.
    if (m !== this.mode && m !== this.#painting) return
    if (m.kind === 'choose') {
      this.#strokes.about(m.pending, stroke, rows.map((row) => keyOf('', row.id)))
      for (const row of rows) m.pending.set(keyOf('', row.id), { person: null, role: '', row })
    }
    if (m.kind !== 'assign' || person === undefined) return
    this.#strokes.about(m.pending, stroke, rows.map((row) => keyOf(role, row.id)))
    if (m.pending.size === 0) m.seen = this.shown.at
    for (const row of rows) {
      // What a cell has already is no change.
      const key = keyOf(role, row.id)
      // What was painted last stands last, and is what the map shows of a cell.
      m.pending.delete(key)
      if (!(role === 'chief' && person === row.chief_person)) m.pending.set(key, { person, role, row })
    }
  }

  /** What the map shows as waiting is put back. */
  takeBack(ids: GridId[], { mode: m, role, stroke }: Hand) {
    if (m.kind !== 'assign' && m.kind !== 'choose') return
    const shown = byCell(m.pending, role)
    const keys = ids.flatMap((id) => shown.get(id) ?? []).map((p) => keyOf(p.role, p.row.id))
    this.#strokes.about(m.pending, stroke, keys)
    for (const key of keys) m.pending.delete(key)
  }

  /** Takes the last stroke over the map back, where its cells still wait, or makes it once more; false where there is none. */
  unpaint(again = false): boolean {
    const m = this.mode
    if (m.kind !== 'assign' && m.kind !== 'choose') return false
    const before = m.pending.size
    const cells = again ? this.#strokes.again(m.pending, !!this.project?.redo) : this.#strokes.back(m.pending)
    // What waited before waits as it was looked up then.
    if (cells) void this.#repaint(m.pending)
    if (cells) this.notice = t(again ? 'assign.repainted' : m.pending.size > before ? 'assign.put_back' : 'assign.unpainted', { n: cells })
    return cells > 0
  }

  /** A stroke comes before what is written, for the keys that take back. */
  get strokeWaits(): boolean {
    const m = this.mode
    return (m.kind === 'assign' || m.kind === 'choose') && this.#strokes.waits(m.pending)
  }

  /** So does one that was taken back last, for the keys that make once more. */
  get strokeWaitsAgain(): boolean {
    const m = this.mode
    return (m.kind === 'assign' || m.kind === 'choose') && this.#strokes.waitsAgain(m.pending, !!this.project?.redo)
  }

  /** What was confirmed waits no longer; `shown` of it stands on the map until the tiles that show it are there. */
  confirmed(given: Giving, shown: Giving, revision: number) {
    this.settling = { cells: shown, revision }
    this.#strokes.forget()
    for (const key of given.keys()) this.#painting?.pending.delete(key)
  }

  /** Tiles of the state that the window shows are drawn. */
  drawn() {
    if (this.settling && (this.project?.revision ?? 0) >= this.settling.revision) this.settling = null
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
    this.colour = f.overdue ? 'overdue' : 'unresolved'
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
