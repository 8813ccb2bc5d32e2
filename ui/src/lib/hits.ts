// What a search has found, as far as a list shows it, and of which sorts there is more.

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
