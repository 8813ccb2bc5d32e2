// When some ground was last walked, in words.
import type { Dossier } from '../../lib/bindings'
import { t } from '../../lib/i18n.svelte'

export const walkedWords = (d: Pick<Dossier, 'walked' | 'walk_due'>): string => {
  const when = d.walked === null ? t('dossier.walked.never') : d.walked === 0 ? t('dossier.walked.today') : t('dossier.walked', { n: d.walked })
  return d.walk_due ? `${when}${t('p.list')}${t('dossier.walk.due')}` : when
}
