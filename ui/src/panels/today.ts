// The matters of the day: how each number is asked for as a list. The core counts; nothing is counted here.
import type { Filter, Lack, State, Today, Watch } from '../lib/bindings'

export type Matter =
  | 'overdue'
  | 'due_today'
  | 'escalated'
  | 'reported'
  | 'filed'
  | 'submitted'
  | 'recheck_due'
  | 'suspension_over'
  | 'paused'
  | 'vacant'
  | 'unreachable'
  | 'no_department'
  | 'loose'

export const groups: { group: 'time' | 'inspect' | 'duty'; matters: Matter[] }[] = [
  { group: 'time', matters: ['overdue', 'due_today', 'escalated', 'suspension_over', 'paused'] },
  { group: 'inspect', matters: ['reported', 'filed', 'submitted', 'recheck_due'] },
  { group: 'duty', matters: ['vacant', 'unreachable', 'no_department', 'loose'] },
]

/** Numbers that are bad news when they are not zero. */
export const bad: ReadonlySet<Matter> = new Set(['overdue', 'escalated', 'vacant', 'loose'])

/** What the cells of a list lack; the place of vacancies shows it. */
export const lackOf: Partial<Record<Matter, Lack>> = { vacant: 'chief', unreachable: 'phone', no_department: 'department' }

export const ofCells = (m: Matter): boolean => lackOf[m] !== undefined

const none: Filter = { under: null, kinds: [], states: [], unresolved: false, overdue: false, watch: null, text: '', bbox: null }

const states: Partial<Record<Matter, State>> = { reported: 'reported', filed: 'filed', submitted: 'submitted' }

/** The filter whose list has the matter's number of rows. */
export const filterOf = (m: Matter): Filter => {
  const state = states[m]
  if (state) return { ...none, states: [state] }
  if (m === 'overdue') return { ...none, overdue: true }
  return { ...none, watch: m as Watch }
}

/** The first matter that is not zero; what the page shows at once. */
export const first = (t: Today): Matter => groups.flatMap((g) => g.matters).find((m) => t[m] > 0) ?? 'overdue'
