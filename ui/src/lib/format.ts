// How dates, lateness, figures and the core's codes read on the screen.
import type { EditInfo, Figures, KindInfo } from './bindings'
import { inChina } from './days'
import { fill, isKey, lang, t } from './i18n.svelte'
import type { Refused } from './ipc'
import { cutTo } from './plain'
import { withoutKeys } from './unnumbered'

/** A count, grouped by thousands. */
export const number = (n: number): string => n.toLocaleString('en-US')

/** Percent to one decimal, rounded as the core rounds a meeting's rates: a hundred only when nothing is missing; null of nothing. */
export const share = (done: number, total: number): number | null => {
  if (total <= 0) return null
  const rounded = Math.round((done * 1000) / total) / 10
  return done < total ? Math.min(rounded, 99.9) : rounded
}

/** `16.7%`, `100.0%`; a dash of nothing. */
export const percentWords = (p: number | null): string => (p === null ? '—' : `${p.toFixed(1)}%`)

/** Share of accepted sites among those that count, in percent; null without any. */
export const progress = (f: Figures): number | null => share(f.accepted, f.total - f.dismissed)

/** `11-30` within the year of `today`, else the whole date. */
export const day = (date: string | null, today = ''): string => {
  if (!date) return ''
  return today && date.slice(0, 4) === today.slice(0, 4) ? date.slice(5, 10) : date.slice(0, 10)
}

/** A moment in UTC as the time in China; only the time of day when it is today. */
export const moment = (utc: string | null, now = new Date()): string => {
  if (!utc) return ''
  const d = new Date(utc)
  if (Number.isNaN(d.getTime())) return utc
  const [at, today] = [inChina(d), inChina(now)]
  const time = at.slice(11, 16)
  if (at.slice(0, 10) === today.slice(0, 10)) return time
  return `${day(at.slice(0, 10), today)} ${time}`
}

/** Days past a deadline in words: 逾期 3 天, 剩 6 天, 今天到期; empty without one. */
export const daysLate = (n: number | null): string => {
  if (n === null) return ''
  if (n > 0) return t('days.late', { n })
  return n < 0 ? t('days.left', { n: -n }) : t('days.today')
}

const worded = (prefix: string, code: string): string => {
  const key = `${prefix}.${code}`
  return isKey(key) ? t(key) : code
}

export const stateWord = (state: string): string => worded('state', state)
const actionWord = (action: string): string => worded('action', action)

/** A kind's name as the project gives it, in the language in force. */
export const kindWord = (code: string, kinds: KindInfo[] | undefined): string => {
  const kind = kinds?.find((k) => k.code === code)
  if (!kind) return code
  return lang.now === 'en' && kind.name_en ? kind.name_en : kind.name
}

/** What was written down at length stands where it was written: elsewhere as much of it as leaves the rest in sight. */
const MOST = 120
export const shortWord = (sentence: string): string => cutTo(sentence, MOST)

/** What an undo or redo took back or did again, as a sentence. */
export const replayedWord = (e: EditInfo): string => editWord({ ...e, verb: String(e.args['verb'] ?? '') })

/** What an edit's sentences name, in the words of the screen. */
const toldWith = ({ verb, args }: EditInfo): EditInfo['args'] => {
  const action = String(args['action'] ?? '')
  const act = `cm.act.${action}`
  if (verb === 'task_step' && isKey(act)) args = { ...args, action: t(act) }
  else if (verb === 'step' || verb === 'step_many') args = { ...args, action: actionWord(action) }
  else if (verb === 'setting') args = settingWords(String(args['key'] ?? ''), String(args['value'] ?? ''))
  return args['cell'] ? { ...args, grid: args['cell'] } : args
}

const settingWords = (key: string, value: string): EditInfo['args'] => {
  const name = `verb.setting.${key}`
  const worth = `verb.setting.${key}.${value}`
  return { name: isKey(name) ? t(name) : key, value: isKey(worth) ? t(worth) : value }
}

/** What sets an edit apart from others of its verb, as far as a sentence of its own tells it. */
const particular = ({ verb, args }: EditInfo): string => {
  if (verb === 'duty' || verb === 'answerable') {
    if (args['name'] === '') return 'none'
    if (args['sites'] === 1 && args['tasks'] === 0) return 'site'
    if (args['sites'] === 0 && args['tasks'] === 1) return 'task'
  }
  if (verb === 'kind_edit' && args['closed'] !== undefined) return args['closed'] === 1 ? 'closed' : 'opened'
  return 'full'
}

/** What was given in each role, to whom and in whose place. */
const dutyWord = (e: EditInfo): string | null => {
  const given = e.args['given']
  if (!Array.isArray(given)) return null
  const parts = given.map((g) => {
    const key = `p.role.${g['role']}`
    const role = isKey(key) ? t(key) : String(g['role_name'])
    const before = g['before'] ? t('verb.duty.before', { before: withoutKeys(String(g['before'])) }) : ''
    const to = g['count'] ? t('verb.duty.to', { role, name: String(g['name']), count: Number(g['count']) }) : ''
    const none = g['vacant'] ? t('verb.duty.vacated', { role, count: Number(g['vacant']) }) : ''
    return [to, none].filter(Boolean).join(t('verb.duty.and')) + before
  })
  const from = e.args['from'] ? t('verb.duty.from', { day: String(e.args['from']) }) : ''
  return withoutKeys(from + parts.join(t('verb.duty.and')))
}

/** An edit as a sentence; the short form when the core gave no values for the long one. */
export const editWord = (e: EditInfo): string => {
  if (e.verb === 'undo' || e.verb === 'redo') return t(`verb.${e.verb}.of`, { what: replayedWord(e) })
  const duty = e.verb === 'duty' ? dutyWord(e) : null
  if (duty) return duty
  const args = Object.fromEntries(Object.entries(toldWith(e)).filter((a): a is [string, string | number] => !Array.isArray(a[1])))
  for (const form of [particular(e), 'full', 'long']) {
    const key = `verb.${e.verb}.${form}`
    if (!isKey(key)) continue
    const sentence = t(key)
    const marks = [...sentence.matchAll(/\{(\w+)\}/g)].map((m) => m[1] as string)
    if (marks.every((m) => args[m] !== undefined && args[m] !== '')) return withoutKeys(fill(sentence, args))
  }
  const short = `verb.${e.verb}`
  return t(isKey(short) ? short : 'verb.other')
}

/** Whoever is at the desk `me` overtook themselves, as by an undo. */
const own = (r: Refused, me: string | undefined): boolean => r.code === 'overtaken' && r.edit?.actor === me

/** What came in between, where that is why something was refused. */
export const overtakenWord = (r: Refused, me?: string): string | null => {
  if (!r.edit || (r.code !== 'overtaken' && r.code !== 'not_newest')) return null
  const key = r.code === 'not_newest' ? 'overtaken.not_newest' : own(r, me) ? 'overtaken.own' : 'overtaken'
  return t(key, { who: r.edit.actor, time: moment(r.edit.at), what: editWord(r.edit) })
}

/** The first words of a refusal, by its code; `message` says the particulars. */
export const refusedWord = (r: Refused, me?: string): string => {
  const key = own(r, me) ? 'error.overtaken.own' : `error.${r.code}`
  return t(isKey(key) ? key : 'error.other')
}

/** What a village is called in an address: 石家营 of 石家营村. */
const shortVillage = (village: string): string => village.replace(/(村民委员会|居民委员会|村委会|居委会|社区|村)$/u, '') || village

/** The address of a site; one that does not name its village (二组 25 号) stands behind it, for every village has a second group. */
export const whereIs = ({ address, village }: { address: string; village: string }): string => {
  if (!address || !village || address.includes(shortVillage(village))) return address || village
  return /[\w)]$/.test(village) || /^\w/.test(address) ? `${village} ${address}` : `${village}${address}`
}

/** The box that a site is looked at in. */
export const around = ([x, y]: [number, number]): [number, number, number, number] => [x - 0.0012, y - 0.001, x + 0.0012, y + 0.001]

/** `102.1043°E 36.4987°N` */
export const lonLat = ([lon, lat]: [number, number]): string =>
  `${Math.abs(lon).toFixed(4)}°${lon < 0 ? 'W' : 'E'} ${Math.abs(lat).toFixed(4)}°${lat < 0 ? 'S' : 'N'}`
