// A patrol being written down, and what of it goes to the core.
import type { Dossier, GridId, PatrolInput, SiteRow } from '../../lib/bindings'

export interface Looked {
  site: SiteRow
  looked: boolean
  found: boolean
  seen: string
}

export interface Draft {
  grid: GridId
  day: string
  who: string
  orgs: { name: string; came: boolean }[]
  /** Others that came along, as typed. */
  others: string
  sites: Looked[]
  questions: string[]
  note: string
}

/** The chief as who walked, the departments of the cell to be ticked, its unresolved sites to be looked at. */
export const draftFor = (d: Dossier, today: string): Draft => ({
  grid: d.grid.id,
  day: today,
  who: d.chief?.name ?? '',
  orgs: [...new Set(d.duties.filter((x) => x.role === 'department').map((x) => x.name))].map((name) => ({ name, came: false })),
  others: '',
  sites: d.unresolved.map((site) => ({ site, looked: false, found: false, seen: '' })),
  questions: [''],
  note: '',
})

const names = (text: string): string[] => text.split(/[、，,;；\n]/).map((n) => n.trim()).filter(Boolean)

export const patrolOf = (d: Draft): PatrolInput => ({
  day: d.day,
  who: d.who.trim(),
  orgs: [...new Set([...d.orgs.filter((o) => o.came).map((o) => o.name), ...names(d.others)])],
  note: d.note.trim(),
  questions: d.questions.map((q) => q.trim()).filter(Boolean),
  sites: d.sites.filter((s) => s.looked).map((s) => ({ site: s.site.id, found: s.found, seen: s.seen.trim() })),
})
