// How campaigns and squares read: words that need the language in force.
import type { CampaignRow, Square, Squares } from '../../lib/bindings'
import { number, percentWords, share } from '../../lib/format'
import { lang, t } from '../../lib/i18n.svelte'

export const campaignName = (k: { name: string; name_en: string }): string => (lang.now === 'en' && k.name_en ? k.name_en : k.name)

/** A square by its campaign and its cell. */
export const squareName = (k: { name: string; name_en: string }, grid: { name: string; code: string }): string => `${campaignName(k)} · ${grid.name || grid.code}`

/** `5/12`; a percentage where the figures would not fit a square. */
export const countWords = (done: number, total: number): string => {
  const both = `${done}/${total}`
  return both.length > 8 ? percentWords(share(done, total)) : both
}

export const squareWords = (q: Square): string => {
  if (q.complete) return '✓'
  // All that is counted is done, and yet the task is not: what it waits for says more than 4/4.
  if (q.basis === 'items' && q.total > 0 && q.done === q.total) return q.state === 'open' ? t('cm.square.ready') : t(`cm.state.${q.state}`)
  return q.basis === 'whole' ? t(`cm.state.${q.state}`) : countWords(q.done, q.total)
}

/** What a part's square says: its sum, or the tick of a square when nothing is left. */
export const sumWords = (s: Squares): string => {
  if (s.tasks > 0 && s.complete === s.tasks) return '✓'
  return s.total === 0 ? '0' : countWords(s.done, s.total)
}

/** A square in full, for who hovers or listens. */
export const title = (k: CampaignRow, cell: string, q: Square | null, exempt: boolean): string => {
  const head = `${campaignName(k)} · ${cell}${t('p.colon')}`
  if (!q) return head + t(exempt ? 'cm.exempt' : 'cm.hole')
  const parts = [q.basis === 'whole' || q.total === 0 ? t(`cm.state.${q.complete ? 'accepted' : q.state}`) : t(`cm.basis.${q.basis}`, { done: q.done, total: q.total })]
  if (q.basis !== 'whole' && q.state === 'submitted') parts.push(t('cm.state.submitted'))
  else if (q.basis === 'items' && q.state === 'open' && q.total > 0 && q.done === q.total) parts.push(t('cm.square.ready'))
  if (q.overdue) parts.push(t('p.overdue'))
  return head + parts.join(t('p.step.comma'))
}

export const sumTitle = (k: CampaignRow, s: Squares): string => {
  const sum = t('cm.sum', { tasks: number(s.tasks), complete: number(s.complete), done: number(s.done), total: number(s.total) })
  const late = s.overdue > 0 ? t('p.step.comma') + t('cm.sum.late', { n: number(s.overdue) }) : ''
  const none = s.exempt > 0 ? t('p.step.comma') + t('cm.sum.exempt', { n: number(s.exempt) }) : ''
  return `${campaignName(k)}${t('p.colon')}${sum}${late}${none}`
}
