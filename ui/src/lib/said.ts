// What floats over the window: a word on what happened, a question before something is lost.
import type { EditInfo } from './bindings'

export interface Saying {
  what: 'undone' | 'redone' | 'others'
  /** Newest first; none where another program wrote without a record. */
  edits: EditInfo[]
}

export interface Asked {
  /** The window is to be closed; else another project is to be opened. */
  closing: boolean
  go: () => void
}
