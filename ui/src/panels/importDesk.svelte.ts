// The import desk's state. It outlives the desk's page: a preview is still there after a look at the map.
import { app } from '../lib/app.svelte'
import type { ImportAs, ImportOptions, ImportPreview, ImportReport, RowFilter, RowPage } from '../lib/bindings'
import * as ipc from '../lib/ipc'
import { refusalCode } from './desk'
import { answers, counts, unanswered, writable } from './importing'

/** Refusals after which it is shown again: what was shown is not what would be written. */
const SHOWN_AGAIN = ['overtaken', 'another']

/** A word that stands so long was there to be read. */
const READ_MS = 2000

/** Under which the answers wait, not saved. */
const DRAFT = 'import'

class ImportDesk {
  preview = $state.raw<ImportPreview | null>(null)
  report = $state.raw<ImportReport | null>(null)
  asked = $state<'none' | 'look' | 'write'>('none')
  trouble = $state.raw<{ part: 'columns' | 'crs' | 'rows' | 'write'; refused: unknown } | null>(null)
  /** What would be written changed while the preview stood, for what somebody did to the project. */
  moved = $state(false)
  progress = $state.raw<ipc.Progress | null>(null)
  filter = $state<RowFilter>('all')
  page = $state.raw<RowPage | null>(null)
  /** The revision of the project that the preview is about. */
  #revision = 0
  /** What the source was first shown with: all that differs from it is somebody's answer. */
  #begun: ImportPreview | null = null
  /** The options of the last import, with which its file can be looked at once more. */
  #written: ImportOptions | null = null
  #turn = 0
  #movedAt = 0

  get busy(): boolean {
    return this.asked !== 'none'
  }

  constructor() {
    app.onOpen(() => {
      this.preview = this.report = this.page = this.trouble = null
      this.#begun = this.#written = null
      this.moved = false
    })
    void ipc.onProgress((p) => {
      if (this.busy) this.progress = p
    })
  }

  /** Answers that were given to what lies here, and would go with it. */
  get answered(): boolean {
    return app.drafts.holds(DRAFT)
  }

  /** Takes what comes ready to look at: picked, dropped, or given at start. */
  async take(p: ImportPreview) {
    app.pendingImport = null
    this.#begin('look')
    await app.quiet(ipc.importTake)
    this.asked = 'none'
    this.#begun = p
    this.filter = 'all'
    this.moved = false
    this.#lay(p)
  }

  #lay(p: ImportPreview) {
    this.preview = p
    this.report = null
    this.trouble = null
    this.#revision = app.project?.revision ?? 0
    this.#keep(p)
    void this.show(this.filterFor(p), 0)
  }

  /** Answers that were given are not saved until the source is written or put away. */
  #keep(p: ImportPreview | null) {
    const given = p && this.#begun ? answers(p, this.#begun) : []
    if (!p || given.length === 0) return app.drafts.drop(DRAFT)
    const begun = { start: () => ({ answers: [] as string[] }), seen: app.shown.at, blank: true }
    const draft = app.drafts.of<{ answers: string[] }>(DRAFT, begun)
    draft.about = p.file_name
    draft.value.answers = given
    draft.onGone(() => {
      // Given up from outside; what is put away or written here has no preview left, or no answers.
      if (this.preview === p && answers(p, this.#begun ?? p).length > 0) void this.discard()
    })
  }

  /** A filter that leaves nothing of the new rows would hide them all. */
  filterFor = (p: ImportPreview): RowFilter => (p.options.as === this.preview?.options.as ? this.filter : 'all')

  async pick(as: ImportAs) {
    this.#begin('look')
    const p = await app.run(() => ipc.importPick(as))
    this.asked = 'none'
    if (p) app.pendingImport = p
  }

  async again(options: ImportOptions, why: ipc.Again = 'chosen') {
    this.#begin('look')
    const before = this.trouble
    this.trouble = null
    const was = this.preview
    try {
      const p = await ipc.importPreview(options, why)
      if (was?.options.as !== p.options.as) this.#begun = p
      this.#lay(p)
      if (why === 'followed') {
        this.trouble = before
        if (was !== null && JSON.stringify(counts(was)) !== JSON.stringify(counts(p))) {
          this.moved = true
          this.#movedAt = performance.now()
        }
      } else this.moved = false
    } catch (e) {
      // Said beside the choice that brought it; the same preview anew lets the selects show what is still in force.
      const o = was?.options
      const part = o?.crs !== options.crs ? 'crs' : o?.same !== options.same ? 'rows' : 'columns'
      if (refusalCode(e) !== 'cancelled') this.trouble = { part, refused: e }
      if (this.preview) this.preview = { ...this.preview }
      this.#revision = app.project?.revision ?? 0
    }
    this.asked = 'none'
  }

  /** Looks again where the project was changed since: the preview says what would happen now. */
  async refresh() {
    const p = this.preview
    if (p && !this.busy && app.project && app.project.revision !== this.#revision) await this.again(p.options, 'followed')
  }

  async write() {
    const p = this.preview
    if (!p || unanswered(p).length || writable(p) === 0 || this.busy) return
    if (this.moved && performance.now() - this.#movedAt > READ_MS && !(await this.#stillAs(p))) return
    this.#begin('write')
    const r = await app.run(ipc.importRun)
    if (r) return this.#wrote(r, p.options)
    this.asked = 'none'
    const refused = app.error
    if (refused && SHOWN_AGAIN.includes(refused.code)) {
      app.error = null
      await this.again(p.options, 'told')
      this.trouble ??= { part: 'write', refused }
    }
  }

  /** What was said to have changed was there to be read: it is what is meant now, if it is still so. */
  async #stillAs(p: ImportPreview): Promise<boolean> {
    const shown = JSON.stringify(counts(p))
    await this.again(p.options, 'told')
    return !this.trouble && this.preview !== null && JSON.stringify(counts(this.preview)) === shown
  }

  /** What was shown goes at once: the project's new revision would have it looked at again. */
  async #wrote(r: ImportReport, options: ImportOptions) {
    this.preview = this.page = null
    this.#keep(null)
    this.report = r
    this.#written = options
    this.asked = 'none'
  }

  /** Looks at the file of the last import once more, at the rows that were left out as in question. */
  async questioned() {
    if (!this.#written) return
    await this.again(this.#written, 'told')
    if (this.preview) await this.show('questioned', 0)
  }

  async discard() {
    this.preview = null
    this.page = null
    this.trouble = null
    this.moved = false
    this.#keep(null)
    await app.run(ipc.importDiscard)
  }

  /** Shows a page of the rows that a filter leaves. */
  async show(filter: RowFilter, offset: number) {
    this.filter = filter
    const turn = ++this.#turn
    const page = await app.quiet(() => ipc.importRows(filter, offset))
    if (page && turn === this.#turn) this.page = page
  }

  #begin(what: 'look' | 'write') {
    this.asked = what
    this.progress = null
  }
}

export const importDesk = new ImportDesk()
