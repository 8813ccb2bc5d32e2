// What a search has found, as far as a list shows it, and of which sorts there is more.

import { withoutKeys } from './unnumbered'

/** What a field calls what was found: an address alone (二组 25 号) is that of many, with its cell and number it is one. */
export const inFull = ({ title, detail }: { title: string; detail: string }): string =>
  withoutKeys([...new Set([title, ...detail.split(' · ')])].filter(Boolean).join(' · '))

/** Hits of each sort that a list shows; the core answers with one more where there are more. */
export const SHOWN = 12

export const firstOf = <H extends { what: string }>(hits: readonly H[]): { shown: H[]; more: string[] } => {
  const counts = new Map<string, number>()
  const shown: H[] = []
  for (const h of hits) {
    const n = (counts.get(h.what) ?? 0) + 1
    counts.set(h.what, n)
    if (n <= SHOWN) shown.push(h)
  }
  return { shown, more: [...counts].filter(([, n]) => n > SHOWN).map(([what]) => what) }
}
