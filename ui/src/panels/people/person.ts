// A person's duties apart: in force, to come, past; and their days in words.
import type { HeldDuty } from '../../lib/bindings'
import { t } from '../../lib/i18n.svelte'

export const partsOf = (duties: readonly HeldDuty[]) => ({
  now: duties.filter((d) => d.now),
  coming: duties.filter((d) => !d.now && !d.ended),
  past: duties.filter((d) => d.ended),
})

export const span = (d: Pick<HeldDuty, 'from' | 'to'>): string => {
  if (d.to) return t('person.until', { from: d.from ?? '…', to: d.to })
  return d.from ? t('person.from', { date: d.from }) : t('person.since_ever')
}
