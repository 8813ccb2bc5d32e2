// What a site's action still lacks, given what the office has filled in so far.
import type { Action, ActionOffer, SiteArchive, StandardItem, StepInput } from '../lib/bindings'

export type Verdict = 'pass' | 'fail' | 'na'

export interface Draft {
  note: string
  until: string
  verdicts: Record<number, Verdict>
  /** What is said of single items. */
  remarks: Record<number, string>
}

export const emptyDraft = (): Draft => ({ note: '', until: '', verdicts: {}, remarks: {} })

/** A standard that items are judged by. */
export interface Standard {
  kind: string
  version: number
  items: readonly StandardItem[]
}

export const standardOf = (a: Pick<SiteArchive, 'site' | 'standard' | 'standard_version'>): Standard => ({ kind: a.site.kind, version: a.standard_version, items: a.standard })

/** An item that was judged and is none of the standard any more. */
export interface Gone {
  text: string
  verdict: Verdict
  remark: string
}

/** What was judged by one standard, under another one: verdicts go with the words of their items, never with their numbers. */
export function carried({ verdicts, remarks }: Pick<Draft, 'verdicts' | 'remarks'>, from: Standard, to: Standard): Pick<Draft, 'verdicts' | 'remarks'> & { gone: Gone[] } {
  const now: Pick<Draft, 'verdicts' | 'remarks'> = { verdicts: {}, remarks: {} }
  const gone: Gone[] = []
  const open = [...to.items]
  for (const item of from.items) {
    const verdict = verdicts[item.number]
    const remark = remarks[item.number]?.trim() ?? ''
    if (!verdict) continue
    const at = open.findIndex((i) => i.text === item.text)
    const [same] = at < 0 ? [] : open.splice(at, 1)
    if (!same) {
      gone.push({ text: item.text, verdict, remark })
      continue
    }
    now.verdicts[same.number] = verdict
    if (remark) now.remarks[same.number] = remark
  }
  return { ...now, gone }
}

/** Reasons that a form can answer; all others are facts of the site. */
const ANSWERABLE = new Set(['note', 'until', 'standard', 'failed_items'])

export const judges = (o: ActionOffer) => o.needs_standard || o.action === 'return' || o.missing.includes('failed_items')

const numbers = (d: Draft, v: Verdict) =>
  Object.entries(d.verdicts)
    .filter(([, x]) => x === v)
    .map(([n]) => Number(n))
    .sort((a, b) => a - b)

export const failures = (d: Draft) => numbers(d, 'fail').length

/** Codes of what stands in the way now, `roles` being those of the photos that were chosen; `some_failed` means that an item was judged as failed, so it cannot be accepted. */
export function lacking(o: ActionOffer, d: Draft, items: readonly number[], today = '', roles: readonly string[] = []): string[] {
  const out = o.missing.filter((m) => !ANSWERABLE.has(m) && !roles.includes(m.replace('photo_', '')))
  const unexplained = numbers(d, 'na').some((n) => !d.remarks[n]?.trim())
  if (o.action === 'accept') {
    if (items.some((n) => !d.verdicts[n])) out.push('standard')
    if (failures(d)) out.push('some_failed')
  }
  if (o.action === 'return' && items.length > 0 && failures(d) === 0) out.push('failed_items')
  if ((o.needs_note || (judges(o) && unexplained)) && !d.note.trim()) out.push(o.needs_note ? 'note' : 'note_na')
  if (o.needs_until && (!d.until || d.until <= today)) out.push('until')
  return out
}

/** The action behind the filled button: the usual one, but a failed item turns an inspection into a return. */
export function filled(offers: readonly ActionOffer[], d: Draft): ActionOffer | undefined {
  const back = offers.find((o) => o.action === 'return')
  if (back && failures(d) > 0) return back
  return offers[0]
}

/** `by`: the standard that the items were judged by. */
export const stepInput = (o: ActionOffer, d: Draft, by: Standard | null = null): StepInput => ({
  note: d.note.trim(),
  until: o.needs_until && d.until ? d.until : null,
  pass: judges(o) ? numbers(d, 'pass') : [],
  fail: judges(o) ? numbers(d, 'fail') : [],
  not_applicable: judges(o) ? numbers(d, 'na') : [],
  remarks: judges(o) ? remarks(d) : {},
  judged_by: judges(o) && by ? { kind: by.kind, version: by.version } : null,
})

/** Only items that did not simply pass are explained: a remark of before does not outlive a change of mind. */
const remarks = (d: Draft): Record<number, string> =>
  Object.fromEntries([...numbers(d, 'fail'), ...numbers(d, 'na')].flatMap((n) => (d.remarks[n]?.trim() ? [[n, d.remarks[n].trim()]] : [])))

/** Whether an action can be made at once, without opening the site's archive. */
export const plain = (a: Action) => a === 'verify' || a === 'dispatch' || a === 'start' || a === 'resume'

/** Offers in the order in which they stood; what is new comes last. */
export const inOrder = <O extends { action: Action }>(offers: readonly O[], stood: readonly Action[]): O[] => {
  const at = (o: O) => {
    const i = stood.indexOf(o.action)
    return i < 0 ? stood.length : i
  }
  return [...offers].sort((a, b) => at(a) - at(b))
}
