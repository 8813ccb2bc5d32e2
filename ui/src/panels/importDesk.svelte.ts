// The import desk's state. It outlives the desk's page: a preview is still there after a look at the map.
import { app } from '../lib/app.svelte'
import type { ImportAs, ImportOptions, ImportPreview, ImportReport, RowFilter, RowPage } from '../lib/bindings'
import * as ipc from '../lib/ipc'
import { refusalCode } from './desk'
import { unanswered, writable } from './importing'

class ImportDesk {
  preview = $state.raw<ImportPreview | null>(null)
  report = $state.raw<ImportReport | null>(null)
  asked = $state<'none' | 'look' | 'write'>('none')
  trouble = $state.raw<{ part: 'columns' | 'crs' | 'rows'; refused: unknown } | null>(null)
  /** The edit that the last import made, so that only that one is offered to be taken back here. */
  edit = $state<number | null>(null)
  progress = $state.raw<ipc.Progress | null>(null)
  filter = $state<RowFilter>('all')
  page = $state.raw<RowPage | null>(null)
  /** The revision of the project that the preview is about. */
  #revision = 0
  #turn = 0

  get busy(): boolean {
    return this.asked !== 'none'
  }

  constructor() {
    app.onOpen(() => {
      this.preview = this.report = this.page = this.trouble = null
      this.edit = null
    })
    void ipc.onProgress((p) => {
      if (this.busy) this.progress = p
    })
  }

  /** Takes what comes ready to look at: dropped, or given at start. */
  take(p: ImportPreview) {
    this.preview = p
    this.report = null
    this.trouble = null
    this.#revision = app.project?.revision ?? 0
    void this.show(this.filterFor(p), 0)
  }

  /** A filter that leaves nothing of the new rows would hide them all. */
  filterFor = (p: ImportPreview): RowFilter => (p.options.as === this.preview?.options.as ? this.filter : 'all')

  async pick(as: ImportAs) {
    this.#begin('look')
    const p = await app.run(() => ipc.importPick(as))
    this.asked = 'none'
    if (!p) return
    this.filter = 'all'
    this.take(p)
  }

  async again(options: ImportOptions) {
    this.#begin('look')
    this.trouble = null
    const was = this.preview?.options
    try {
      const p = await ipc.importPreview(options)
      this.take(p)
    } catch (e) {
      // Said beside the choice that brought it; the same preview anew lets the selects show what is still in force.
      const part = was?.crs !== options.crs ? 'crs' : was?.same !== options.same ? 'rows' : 'columns'
      if (refusalCode(e) !== 'cancelled') this.trouble = { part, refused: e }
      if (this.preview) this.preview = { ...this.preview }
      this.#revision = app.project?.revision ?? 0
    }
    this.asked = 'none'
  }

  /** Looks again where the project was changed since: the preview says what would happen now. */
  async refresh() {
    const p = this.preview
    if (p && !this.busy && app.project && app.project.revision !== this.#revision) await this.again(p.options)
  }

  async write() {
    const p = this.preview
    if (!p || unanswered(p).length || writable(p) === 0 || this.busy) return
    this.#begin('write')
    const r = await app.run(() => ipc.importRun(p.options))
    this.asked = 'none'
    if (!r) return
    const made = r.inserted + r.updated > 0
    this.edit = made ? ((await app.run(ipc.projectInfo))?.undo?.id ?? null) : null
    this.report = r
    this.preview = null
    this.page = null
  }

  async discard() {
    await app.run(ipc.importDiscard)
    this.preview = null
    this.page = null
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
