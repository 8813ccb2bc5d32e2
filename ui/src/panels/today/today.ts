// The matters of the day as the page groups and words them. The core counts, and says what presses most and which filter shows it.
import type { Lack, Matter, TodayLine, TodayPage, Urgent } from '../../lib/bindings'
import { daysLate, number } from '../../lib/format'
import { t } from '../../lib/i18n.svelte'

export const groups: { group: 'time' | 'inspect' | 'duty' | 'feedback'; matters: Matter[] }[] = [
  { group: 'time', matters: ['overdue', 'due_today', 'due_soon', 'escalated', 'suspension_over', 'paused'] },
  { group: 'inspect', matters: ['reported', 'filed', 'submitted', 'recheck_due', 'relapsed'] },
  { group: 'duty', matters: ['vacant', 'unreachable', 'no_department', 'loose', 'empty_squares'] },
  { group: 'feedback', matters: ['feedback_open', 'claimed_not_done'] },
]

export const matters = groups.flatMap((g) => g.matters)

/** Numbers that are bad news when they are not zero. */
export const bad: ReadonlySet<Matter> = new Set(['overdue', 'escalated', 'relapsed', 'vacant', 'loose', 'claimed_not_done'])

/** What the cells of a list lack; the place of vacancies shows it. */
export const lackOf: Partial<Record<Matter, Lack>> = { vacant: 'chief', unreachable: 'phone', no_department: 'department' }

export const ofCells = (m: Matter): boolean => lackOf[m] !== undefined

export const lineOf = (page: TodayPage, m: Matter): TodayLine =>
  page.lines.find((l) => l.matter === m) ?? { matter: m, total: 0, kinds: null, urgent: null, filter: null }

/** The first matter that is not zero; what the page shows at once. */
export const first = (page: TodayPage): Matter => matters.find((m) => lineOf(page, m).total > 0) ?? 'overdue'

/** The matter `step` lines further down; none beyond the ends. */
export const next = (m: Matter, step: number): Matter | undefined => matters[matters.indexOf(m) + step]

/** What presses most, in a few words; `short` shortens a day. */
export const urgentWords = (m: Matter, u: Urgent, short: (day: string) => string): string => {
  const day = u.day ? short(u.day) : ''
  const parts: string[] = (() => {
    switch (m) {
      case 'vacant':
        return [u.name, day ? t('today.u.since', { day }) : t('today.cell', { n: number(u.count ?? 0) })]
      case 'unreachable':
      case 'no_department':
        return [u.name, t('today.cell', { n: number(u.count ?? 0) })]
      case 'loose':
        return [u.name, u.count ? t('today.u.unplaced', { n: number(u.count) }) : '']
      case 'empty_squares':
        return [u.name, t('today.squares', { n: number(u.count ?? 0) })]
      case 'feedback_open':
        return [t('today.u.problem', { n: u.name }), daysLate(u.days_late)]
      case 'claimed_not_done':
        return [t('today.u.problem', { n: u.name }), day ? t(u.struck ? 'today.u.struck' : 'today.u.claimed', { day }) : '']
      case 'recheck_due':
        return [u.name, t('watch.round', { n: u.round ?? 0 }), daysLate(u.days_late)]
      case 'suspension_over':
        return [u.name, day ? t('today.u.until', { day }) : '']
      default:
        return [u.name, daysLate(u.days_late)]
    }
  })()
  return parts.filter(Boolean).join(' · ')
}

/** Kinds that have a column of their own: as many as there is room for, then the rest in one. */
export const kindColumns = (kinds: string[], most = 3): { own: number[]; rest: number[] } => {
  const all = kinds.map((_, i) => i)
  return all.length <= most ? { own: all, rest: [] } : { own: all.slice(0, most - 1), rest: all.slice(most - 1) }
}
