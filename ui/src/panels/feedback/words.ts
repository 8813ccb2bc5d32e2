// What stands in the way of striking a problem off, in words.
import type { LinkedSite, LinkedTask } from '../../lib/bindings'
import { stateWord } from '../../lib/format'
import { isKey, t } from '../../lib/i18n.svelte'
import { campaignName } from '../campaigns/words'

const NAMED = 3

export const taskState = (state: string): string => {
  const key = `fb.task.${state}`
  return isKey(key) ? t(key) : state
}

/** The first few by name and how they stand, then how many more; empty where nothing is in the way. */
export function lackingWords(sites: LinkedSite[], tasks: LinkedTask[]): string {
  const all = [
    ...sites.map((s) => t('fb.lacks.one', { name: s.address || s.number, state: stateWord(s.state) })),
    ...tasks.map((k) => t('fb.lacks.one', { name: `${campaignName(k)} ${k.grid.name || k.grid.code}`, state: taskState(k.state) })),
  ]
  const named = all.slice(0, NAMED).join(t('p.list'))
  return all.length > NAMED ? t('fb.lacks.more', { named, n: all.length - NAMED }) : named
}
