// What is typed and not saved, in words: the forms by name, so many of each, what was typed in them, and the way back.
import { app } from '../lib/app.svelte'
import { isKey, t } from '../lib/i18n.svelte'
import { campaigns } from './campaigns/state.svelte'
import { findAgain } from './patrols/patrols.svelte'
import { ticked } from '../lib/ticked.svelte'
import { desk, openPerson } from './people/people.svelte'

const split = (key: string): [string, string] => {
  const at = key.indexOf(':')
  return at < 0 ? [key, ''] : [key.slice(0, at), key.slice(at + 1)]
}

/** A cell may wait for several people, each in a role of their own. */
const asChanges = (key: string): string => (key === 'assign' && app.painted !== app.paintedCells ? t('unsaved.changes', { n: app.painted }) : '')

const one = (key: string): string => {
  const [what] = split(key)
  // One form has both, and mostly one of them is filled.
  const parts = what === 'watch' ? new Set(app.drafts.held(key)?.typed.map(([field]) => field)) : new Set()
  const word = parts.size === 1 ? `draft.watch.${[...parts][0]}` : `draft.${what}`
  return isKey(word) ? t(word, { n: app.paintedCells }) + asChanges(key) : key
}

export const unsavedWords = (): string => {
  const counts = new Map<string, number>()
  for (const key of app.unsaved) counts.set(one(key), (counts.get(one(key)) ?? 0) + 1)
  return [...counts].map(([what, n]) => (n > 1 ? t('draft.many', { what, n }) : what)).join(t('draft.and'))
}

/** What a form is called, with what it is of. */
export const draftTitle = (key: string): string => [one(key), app.drafts.held(key)?.about].filter(Boolean).join(t('p.colon'))

/** Fields that hold a code of ours, not somebody's words. */
const CODES = new Set(['kind', 'source', 'area', 'scope', 'site'])

/** What was typed in it, as far as it is words: the rest in figures. */
export const typedWords = (key: string): string => {
  if (key === 'assign') return t('unsaved.cells', { n: app.paintedCells }) + asChanges(key)
  const draft = app.drafts.held(key)
  if (!draft) return ''
  const typed = draft.typed
  const judged = typed.filter(([field]) => field.startsWith('verdicts')).length
  const words = typed.filter(([field]) => !field.startsWith('verdicts') && !CODES.has(field.split('.')[0] ?? '')).map(([, text]) => text)
  return [judged ? t('unsaved.verdicts', { n: judged }) : '', ...words, draft.photos ? t('giveup.photos', { n: draft.photos }) : ''].filter(Boolean).join(t('draft.and'))
}

/** All that was typed in it, one by one: for what can be gone on with nowhere any more, and has to be copied from here. */
export const typedLines = (key: string): string[] => {
  const draft = app.drafts.held(key)
  if (!draft) return [typedWords(key)]
  const { verdicts = {}, remarks = {} } = draft.value as { verdicts?: Record<string, string>; remarks?: Record<string, string> }
  const judged = Object.entries(verdicts).map(([n, verdict]) => {
    const said = isKey(`p.verdict.${verdict}`) ? t(`p.verdict.${verdict}` as Parameters<typeof t>[0]) : verdict
    return [t('unsaved.verdict', { n, text: draft.parts[n] ?? '', verdict: said }), remarks[n]?.trim()].filter(Boolean).join(' — ')
  })
  // A remark on an item that is not judged is nobody's verdict, and somebody's words all the same.
  const words = draft.typed.filter(([field]) => !/^(verdicts|remarks)\b/.test(field) && !CODES.has(field.split('.')[0] ?? '')).map(([, text]) => text)
  const loose = Object.entries(remarks).filter(([n, text]) => !(n in verdicts) && text.trim()).map(([, text]) => text.trim())
  return [...judged, ...loose, ...words, ...(draft.photos ? [t('giveup.photos', { n: draft.photos })] : [])]
}

const ofSite = new Set(['step', 'facts', 'watch'])

/** Keys of the drafts of one site. */
export const draftsOf = (site: number): string[] => app.unsaved.filter((key) => ofSite.has(split(key)[0]) && split(key)[1] === String(site))

/** To where it is typed. */
export const resume = (key: string): void => {
  const [what, of] = split(key)
  const go = app.drafts.held(key)?.go
  if (go) go()
  else if (what === 'assign') {
    app.place = 'map'
    void app.assign()
  } else if (what === 'choose') app.chooseCells([])
  else if (what === 'site') {
    app.place = 'map'
    app.addSite()
  } else if (ofSite.has(what)) {
    if (app.mode.kind !== 'look') app.look()
    app.place = 'map'
    app.select({ what: 'site', id: Number(of) })
  } else if (what === 'person') openPerson(Number(of), true)
  else if (what === 'newperson') {
    // Where it was begun: among the people, or while cells are given out.
    app.place = desk.adding ? 'people' : 'map'
    if (!desk.adding) void app.assign()
  } else if (what === 'find') findAgain()
  else if (what === 'import') app.place = 'import'
  else if (what === 'batch' || what === 'notice') {
    if (app.mode.kind !== 'look') app.look()
    app.place = 'map'
    ticked.again(what === 'batch' ? 'sites' : 'grids')
  } else if (what === 'breakdown') {
    campaigns.breakDown()
    app.place = 'campaigns'
  }
}
