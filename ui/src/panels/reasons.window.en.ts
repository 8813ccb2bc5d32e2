// The core tells how to go on in the words of the command line; in the window the same is done by the desk's own controls.
const COLUMNS = '“What each column is”'
const ALL = '“Set one value for all rows…”'
const CRS = '“Coordinate system”'

const FORMS: [RegExp, string][] = [
  [/; --map FIELD=COLUMN takes one for /, `; choose under ${COLUMNS} to take one for `],
  [/, or --map id= to give this list numbers of its own/, ', or leave this list’s numbers out, above the rows'],
  [/say --same (if|to) /, 'say so above the rows $1 '],
  [/say --map (\w+)=\S+/, `choose it for the $1 under ${COLUMNS}`],
  [/ with --map \S+(?: --map \S+)*/g, ` under ${COLUMNS}`],
  [/ with --set level=cell/, ` under ${ALL}`],
  [/ with --set \S+/, ` under ${ALL}`],
  [/--set role=member for all/, `the role of a member for all under ${ALL}`],
  [/give --crs (\S+?)(?=,|$)/, `choose $1 under ${CRS}`],
  [/ with --crs/, ` under ${CRS}`],
]

/** The core counts in the plural; of one thing it is said otherwise. */
const one = (s: string): string => {
  const single = s.replace(/^1 (site|grid|column|parent|name|holder|ring|feature)s\b/, '1 $1').replace(/^1 people\b/, '1 person')
  return single === s ? s : single.replace(/^([^;:,]*?)\bwere\b/, '$1was').replace(/^([^;:,]*?)\bhave\b/, '$1has').replace(/^([^;:,]*?)\b(lie) in\b/, '$1lies in')
}

/** A sentence of the core as the English window says it. */
export const windowWords = (sentence: string): string => one(FORMS.reduce((s, [form, words]) => s.replace(form, words), sentence))
