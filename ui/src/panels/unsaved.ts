// What is typed and not saved, in words: the forms by name, so many of each.
import { app } from '../lib/app.svelte'
import { isKey, t } from '../lib/i18n.svelte'

const one = (key: string): string => {
  const word = `draft.${key.split(':')[0] ?? ''}`
  return isKey(word) ? t(word, { n: app.painted }) : key
}

export const unsavedWords = (): string => {
  const counts = new Map<string, number>()
  for (const key of app.unsaved) counts.set(one(key), (counts.get(one(key)) ?? 0) + 1)
  return [...counts].map(([what, n]) => (n > 1 ? t('draft.many', { what, n }) : what)).join(t('draft.and'))
}
