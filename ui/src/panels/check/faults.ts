// A fault in the window's words, and the piece of the map to fly to.
import type { Fault, FaultKind } from '../../lib/bindings'
import { lang, t } from '../../lib/i18n.svelte'
import type { Bbox } from '../../lib/mode'
import { reasonWords } from '../reasons'
import { chineseFlaw } from './flaws.zh'
import { numberWord, officeNumber } from '../../lib/unnumbered'

/** Faults first, then the warnings. */
export const kinds: FaultKind[] = ['damaged', 'foreign', 'loose', 'level', 'invalid', 'overlap', 'gap', 'ownerless', 'outside', 'unreachable', 'no_department']

const areaWord = (m2: number): string =>
  m2 >= 1e6 ? `${(m2 / 1e6).toFixed(2)} km²` : m2 >= 100 ? `${Math.round(m2).toLocaleString('en-US')} m²` : `${m2.toFixed(2)} m²`

export const where = (f: Fault): string => {
  if (f.number !== null) return officeNumber(f.number) ? t('check.where.site', { number: f.number }) : f.called || t('check.where.site', { number: numberWord(f.number) })
  if (f.kind === 'damaged') return t('check.where.file')
  if (f.cells.length === 0) return t('check.where.none')
  const names = f.cells.map((c) => c.name || c.code || '—')
  const shown = names.slice(0, 3).join(t('p.list'))
  return names.length > 3 ? `${shown}${t('check.where.more', { n: names.length })}` : shown
}

export const what = (f: Fault): string => {
  switch (f.kind) {
    case 'damaged':
    case 'foreign':
    case 'loose':
    case 'level':
      return reasonWords(f.where)
    case 'invalid':
      return lang.now === 'zh' ? chineseFlaw(f.where) : f.where
    case 'overlap':
    case 'gap':
      if (f.area_m2 === null) {
        const many = /^more than (\d+) pairs/.exec(f.where)
        return many ? t('check.what.many', { n: many[1] ?? '' }) : t(`check.what.unmeasured.${f.kind}`)
      }
      return t(`check.what.${f.kind}`, { area: areaWord(f.area_m2) }) + (f.narrow ? t('check.what.narrow') : '')
    case 'outside':
      return t(f.at ? 'check.what.outside' : 'check.what.outside.noplace', { number: officeNumber(f.number ?? '') || f.called || numberWord(f.number ?? '') })
    default:
      return t(`check.what.${f.kind}`)
  }
}

/** Degrees around a point of a fault: some 200 m, and wide enough for what its area covers. */
export const around = (f: Fault): Bbox | null => {
  if (!f.at) return null
  const [x, y] = f.at
  const side = Math.max(0.0012, Math.sqrt(f.area_m2 ?? 0) / 111_000, f.kind === 'ownerless' || f.kind === 'unreachable' || f.kind === 'no_department' ? 0.008 : 0)
  return [x - side, y - side, x + side, y + side]
}
