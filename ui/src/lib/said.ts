// What floats over the window: a word on what happened, a question before something is lost.
import type { EditInfo } from './bindings'

export interface Saying {
  what: 'undone' | 'redone' | 'others'
  /** Newest first; none where another program wrote without a record. */
  edits: EditInfo[]
  /** Whose work was taken back or made again, where that is somebody else. */
  of?: string | undefined
}

/** What would lose something: the window is to be closed, another project opened, or a copy put in the place of this one. */
export type Losing = 'closing' | 'opening' | 'restoring'

export interface Asked {
  about: Losing
  go: () => void
}
