// What is in hand of a list that others change, too.

/**
 * The one that was chosen, by its key. Where it is no more, `gone`: nothing else takes its place, for what was meant for one
 * would be done to another. `undefined` = nothing was chosen yet: the first; `null` = none on purpose.
 */
export const inHand = <T, K>(all: readonly T[], key: (one: T) => K, chosen: K | null | undefined): { one: T | null; gone: boolean } => {
  if (chosen === null) return { one: null, gone: false }
  if (chosen === undefined) return { one: all[0] ?? null, gone: false }
  const one = all.find((o) => key(o) === chosen) ?? null
  return { one, gone: one === null }
}
