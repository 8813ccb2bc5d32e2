// The core tells how to go on in the words of the command line; in the window the same is done by the desk's own controls.
import { app } from '../lib/app.svelte'
import { en } from '../lib/words/en'
import { panelsEn } from './words.en'

const COLUMNS = '“What each column is”'
const ALL = '“Set one value for all rows…”'
const RESTORE = '“Restore a copy…”'
const CHECK = '“Check”'
const REPAIR = '“Take out what is left over”'
const CRS = '“Coordinate system”'

const FORMS: [RegExp, string][] = [
  [/; --map FIELD=COLUMN takes one for /, `; choose under ${COLUMNS} to take one for `],
  [/, or --map id= to give this list numbers of its own/, ", or leave this list's numbers out, above the rows"],
  [/say --same (if|to) /, 'say so above the rows $1 '],
  [/say --map (\w+)=\S+/, `choose it for the $1 under ${COLUMNS}`],
  [/ with --map \S+(?: --map \S+)*/g, ` under ${COLUMNS}`],
  [/ with --set level=cell/, ` under ${ALL}`],
  [/ with --set \S+/, ` under ${ALL}`],
  [/--set role=member for all/, `the role of a member for all under ${ALL}`],
  [/give --crs (\S+?)(?=,|$)/, `choose $1 under ${CRS}`],
  [/ with --crs/, ` under ${CRS}`],
  // files
  [/put your (last copy|copy) in its place (?:\(restore\)|with `restore`)/, `put your $1 in its place (${RESTORE})`],
  [/, or make it with `new`/, ''],
  [/lacks its (?:table|column) "[^"]+"(?: of table "[^"]+")?, which/, 'lacks a part of its records, which'],
  [/holds something in "[^"]+" that/, 'holds something that'],
  [/: see what `check` lists/, `: see the page ${CHECK}`],
  [/: `check` names (each|it) and/, `: the page ${CHECK} names $1 and`],
  [/; `check` lists them all/, `; the page ${CHECK} lists them all`],
  [/ \(code \S+\);/, ';'],
  [/ in there with `import`/, ' in there (“Import”)'],
  // what another program left
  [/ \(edit\)/, ' in its archive'],
  [/take (it|that) out \(repair\)/, `take $1 out (${REPAIR})`],
  [/" as \S+, which is no day;/, '" for one of its days, which is none;'],
  [/" as \S+ of (site|grid|task|person) (\S+), which cannot be;/, '" for $1 $2, which cannot be;'],
  [/" as \S+ of \S+ (\S+), which cannot be;/, '" into this file, which cannot be;'],
  [/^(site|grid|task|person|org|campaign|meeting|patrol|photo|feedback) (.+) was removed by another program, but is still named in [^;]+;/, '$1 $2 was removed by another program, but is still named in other records;'],
  [/^\w+ (.+) was removed by another program, but is still named in [^;]+;/, 'a record ($1) was removed by another program, but is still named in other records;'],
  [/; made anew: .+\.$/, '; it was made anew.'],
]

/** The core counts in the plural; of one thing it is said otherwise. */
const one = (s: string): string => {
  const single = s.replace(/^1 (site|grid|column|parent|name|holder|ring|feature)s\b/, '1 $1').replace(/^1 people\b/, '1 person')
  return single === s ? s : single.replace(/^([^;:,]*?)\bwere\b/, '$1was').replace(/^([^;:,]*?)\bhave\b/, '$1has').replace(/^([^;:,]*?)\b(lie) in\b/, '$1lies in')
}

const WORDS: Record<string, string | undefined> = { ...en, ...panelsEn }

/** A field as the desk calls it. */
const field = (code: string): string | undefined => WORDS[`p.imp.f.${code}`]?.replace(/ \(personal\)$/, '')

/** A kind, state, level or role as the window calls it. */
const called = (code: string): string | undefined => {
  const kind = app.project?.kinds.find((k) => k.code === code)
  return kind ? kind.name_en || kind.name : (WORDS[`state.${code}`] ?? WORDS[`p.level.${code}`] ?? WORDS[`p.role.${code}`])
}

/** The core names fields by their codes, and words of a list by the code beside the Chinese word. */
const labels = (s: string): string =>
  s
    .replace(/^((?:(?:row|feature)s? [\d–, …]+(?: \(\d+ in all\))?: )?)([a-z_]+)(?= (?:such as|"|in "|stands twice|is empty|is still|has \d|has more|\d{4}-))/, (all, where: string, code: string) => {
      const name = field(code)
      return name ? where + name : all
    })
    .replace(/^((?:[^"]*: )?)lon and lat(?= such as)/, (_, where: string) => `${where}${field('lon')} and ${field('lat')}`)
    .replace(/ was taken for (\S+) \S+$/, (all, code: string) => (called(code) ? ` was taken for ${called(code)}` : all))
    .replace(/ is not known; known are (.+)$/, (_, list: string) => {
      const words = list.split(', ').map((w) => called(w.split(' ')[0] ?? '') ?? w)
      return ` is not known; known are ${words.join(', ')}`
    })

/** A sentence of the core as the English window says it. */
export const windowWords = (sentence: string): string =>
  one(labels(FORMS.reduce((s, [form, words]) => s.replace(form, words), sentence))).replace(/^([a-z_]+): /, (as, field: string) => {
    const name = panelsEn[`p.imp.f.${field}` as keyof typeof panelsEn]
    return name ? `${name}: ` : as
  })
