// A move of a site as one sentence of the office's history.
import type { StepView } from '../lib/bindings'

export type Words = (key: string, args?: Record<string, string | number>) => string

export function stepSentence(s: StepView, t: Words): string {
  const who = s.post ? t('p.step.who', { name: s.actor, post: s.post }) : s.actor
  const parts = [t(`p.step.${s.action}`, { who })]
  if (s.failed.length) parts.push(t('p.step.failed', { items: s.failed.join(t('p.list')) }))
  if (s.note) parts.push(t('p.step.note', { note: s.note }))
  if (s.photos) parts.push(t('p.step.photos', { n: s.photos }))
  return parts.join(t('p.step.comma')) + t('p.step.stop')
}
