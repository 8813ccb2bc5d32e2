// The review's list as it is looked at: which rows a filter shows, and how a problem stands. The core has judged each.
import type { FeedbackCounts, FeedbackRow, LinkedSite, LinkedTask } from '../../lib/bindings'

export type Show = 'open' | 'claimed' | 'ready' | 'overdue' | 'unlinked' | 'struck' | 'all'

export const shows: Show[] = ['open', 'claimed', 'ready', 'overdue', 'unlinked', 'struck', 'all']

const fits: Record<Show, (r: FeedbackRow) => boolean> = {
  open: (r) => r.struck_on === null,
  claimed: (r) => r.claimed_not_done,
  ready: (r) => r.complete && r.struck_on === null,
  overdue: (r) => r.overdue,
  unlinked: (r) => r.total === 0,
  struck: (r) => r.struck_on !== null,
  all: () => true,
}

/** How many rows a filter shows, as the core counted them. */
export const count = (c: FeedbackCounts, show: Show): number =>
  ({
    open: c.total - c.struck,
    claimed: c.claimed_not_done,
    ready: c.ready,
    overdue: c.overdue,
    unlinked: c.unlinked,
    struck: c.struck,
    all: c.total,
  })[show]

const has = (r: FeedbackRow, text: string) =>
  [r.number, r.text, r.category, r.org].some((v) => v.includes(text)) || r.sites.some((s) => s.number.includes(text) || s.address.includes(text))

/** Rows of a filter that have the text in what they say, or in a linked site. */
export const shown = (rows: readonly FeedbackRow[], show: Show, text = ''): FeedbackRow[] =>
  rows.filter((r) => fits[show](r) && (text.trim() === '' || has(r, text.trim())))

export type Stand = 'struck' | 'back' | 'boast' | 'ready' | 'unlinked' | 'open'

/** How a problem stands, the most pressing first: struck off though a site came back, claimed though not done. */
export const stand = (r: FeedbackRow): Stand => {
  if (r.claimed_not_done) return r.struck_on ? 'back' : 'boast'
  if (r.struck_on) return 'struck'
  if (r.complete) return 'ready'
  return r.total === 0 ? 'unlinked' : 'open'
}

/** Linked sites that are not accepted: what stands in the way of striking off. */
export const lackingSites = (r: FeedbackRow): LinkedSite[] => r.sites.filter((s) => s.state !== 'accepted')
export const lackingTasks = (r: FeedbackRow): LinkedTask[] => r.tasks.filter((t) => t.state !== 'accepted')
