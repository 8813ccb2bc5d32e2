// How a meeting reads: its figures, its changes, its items. What is worse and who is ahead the core has said.
import type { MeetingInfo, MeetingItem, MeetingLine, MeetingList, Moves, Rate, RankBy, RankOf } from '../../lib/bindings'
import { number, percentWords } from '../../lib/format'

export const ofs: RankOf[] = ['subdistricts', 'cells', 'departments', 'leaders', 'chiefs']
export const moves = ['new', 'accepted', 'returned', 'relapsed', 'late'] as const satisfies MeetingList[]

/** Moves that are counted and have no list of sites. */
export const counted = ['verified', 'dismissed', 'dispatched', 'started', 'submitted', 'suspended', 'resumed'] as const satisfies (keyof Moves)[]

/** Lists of what is bad news when there is any. */
export const badMove: ReadonlySet<MeetingList> = new Set<MeetingList>(['returned', 'relapsed', 'late'])

/** The lowest comes first. */
export const rising = (by: RankBy): boolean => by === 'rework' || by === 'relapse'

export const isRankBy = (by: string): by is RankBy => ['progress', 'on_time', 'rework', 'relapse', 'overdue'].includes(by)

const minus = (n: string) => n.replace('-', '−')

/** A figure of a line; a dash where there was none. */
export const value = (n: number | null, percent: boolean): string => (percent ? percentWords(n) : n === null ? '—' : number(n))

/** `+13`, `−24`, `0`; a dash without anything to compare. Percentages differ by points. */
export const change = (l: Pick<MeetingLine, 'change' | 'percent'>): string => {
  if (l.change === null) return '—'
  const n = l.percent ? l.change.toFixed(1) : number(l.change)
  return l.change > 0 ? `+${n}` : minus(n)
}

/** `33.3%`, or a dash of nothing. */
export const percent = (r: Rate | undefined): string => value(r?.percent ?? null, true)

/** What a rate was reckoned from. */
export const parts = (r: Rate | null | undefined): string => (r ? `${number(r.numerator)}/${number(r.denominator)}` : '')

/** Places gained since the meeting before; null where there is nothing to compare. */
export const gained = (place: number | null, before: number | null): number | null =>
  place === null || before === null ? null : before - place

export type Stand = 'done' | 'late' | 'open'

export const stand = (i: MeetingItem): Stand => (i.done_on ? 'done' : i.overdue ? 'late' : 'open')

/** What the list of meetings says of one. */
export const summary = (m: MeetingInfo): 'none' | 'open' | 'done' => (m.items === 0 ? 'none' : m.open > 0 ? 'open' : 'done')
