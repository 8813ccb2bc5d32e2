// Chinese forms of the core's sentences about a source and its rows. `$1` is what stood there, `@1` the same as the
// name of a field, `~1` as a nested sentence, `^1` as a list of what stands in the way, `%1`, `&1`, `#1`, `!1` as in `reasons.import.zh.ts`.
import { chineseFlaw } from './check/flaws.zh'
import { CAMPAIGNS } from './campaigns/reasons.zh'
import { IMPORT, listZh, marksZh, roleZh, wordsZh } from './reasons.import.zh'
import { PEOPLE } from './people/reasons.zh'
import { PHOTOS } from './reasons.photo.zh'
import { feedbackZh } from './feedback/words.zh'
import { lackingList, MONTH } from './reasons.month.zh'
import { FILES } from './reasons.file.zh'
import { NOTES } from './reasons.notes.zh'
import { RARE } from './reasons.rare.zh'
import { REFUSALS } from './reasons.source.zh'
import { SHELL } from './reasons.shell.zh'
import { RULES } from './rules/reasons.zh'
import { panelsZh } from './words.zh'

const FORMS: [RegExp, string][] = [
  [/^row (\d+)$/, '第 $1 行'],
  [/^feature (\d+)$/, '第 $1 个要素'],
  ...NOTES,
  // values
  [/^kind is empty; .+$/, '种类为空：请补填，或给所有行设同一种类'],
  [/^(kind|state|level|role) (.+) is not known; known are (.+)$/, '@1 $2 不认识，可以用：!3'],
  [/^(\w+) (.+) is not a number; write decimal degrees such as (.+)$/, '@1 $2 不是数字，请写成十进制度，例如 $3'],
  [/^(\w+) (.+) is not a day: .+; write the day again$/, '@1 $2 不是日期：日历上没有这一天，请改正'],
  [/^(.+) is not a day: .+; write the day again$/, '$1 不是日期：日历上没有这一天，请改正'],
  [/^(\w+) (.+) is not a day; write it year-month-day, such as (.+)$/, '@1 $2 不是日期：请按“年-月-日”写，例如 $3'],
  [/^(.+) is not a day; write it year-month-day, such as (.+)$/, '$1 不是日期：请按“年-月-日”写，例如 $2'],
  [/^to (.+) is before from (.+); .+$/, '截止日期 $1 早于起始日期 $2'],
  [/^it has a (?:latitude|longitude) but no (latitude|longitude); .+$/, '缺 @1：经度、纬度要么都填，要么都不填'],
  [/^longitude (.+) is not between -180 and 180; .+$/, '经度 $1 不在 -180 到 180 之间：如果不是经纬度，请在上面选坐标系'],
  [/^latitude (.+) is not between -90 and 90; .+$/, '纬度 $1 不在 -90 到 90 之间：请看经度、纬度是否写反，或在上面选坐标系'],
  [/^it has (\d+) cells where the heading has (\d+); .+$/, '本行有 $1 格，表头有 $2 格：请检查逗号和引号'],
  [/^a row of (\d+) cells under (\d+) headings.*$/, '本行有 $1 格，表头有 $2 格'],
  [/^none of the known columns is filled in$/, '认得的列都没有填'],
  [/^grid "(.+)" is not in this project; .+$/, '项目里没有网格“$1”：请先导入网格，或改正编码'],
  [/^several grids are called "(.+)", in (.+); .+$/, '有几个网格都叫“$1”，分别在 $2：请改填编码，或加一列写明街道、村'],
  [/^no grid called "(.+)" lies in "(.+)"; .+$/, '“$2”里没有叫“$1”的网格：请改正其一，或改填编码'],
  [/^(\d+) people are called "(.+)"; .+$/, '有 $1 人都叫“$2”：请带电话导入，以便区分'],
  [/^"(.+)" is no role of this project; use one of (.+)$/, '角色“$1”不认识，可以用：$2'],
  [/^code "(.+)" stands in this file already; .+$/, '编码“$1”在本文件里重复'],
  [/^id "(.+)" stands in this file already; .+$/, '编号“$1”在本文件里重复'],
  [/^the same site stands in this file already$/, '本文件里已有同一处点位'],
  [/^code "(.+)" has 15 digits but begins with no province .+$/, '编码“$1”有 15 位，但开头不是省级代码（11 到 82）'],
  // shapes
  [/^it is a (\w+); a grid needs a Polygon or MultiPolygon$/, '图形是=1，网格要的是面'],
  [/^a grid needs a Polygon or MultiPolygon$/, '网格要有面'],
  [/^it is a (\w+); a site needs a Point$/, '图形是=1，点位要的是点'],
  [/^it is a MultiPoint of (\d+) points; a site needs one$/, '图形有 $1 个点，点位只能有一个'],
  [/^geometry type (.+) is not known; .+$/, '图形类型 $1 不认识'],
  [/^a position holds something that is not a number$/, '坐标里有不是数字的内容'],
  [/^a position needs a longitude and a latitude$/, '坐标要有经度和纬度'],
  [/^ring (\d+) has (\d+) positions; a ring needs at least 4$/, '第 $1 个环只有 $2 个点，至少要 4 个'],
  [/^ring (\d+), position (\d+): (.+)$/, '第 $1 个环第 $2 个点：~3'],
  [/^ring (\d+): (.+)$/, '第 $1 个环：~2'],
  [/^its coordinates are not .+$/, '坐标的写法不对'],
  [/^the geometry has no coordinates$/, '图形没有坐标'],
  [/^the coordinates are nested too deep$/, '坐标嵌套过深'],
  [/^its geometry collection.+$/, '由多个图形拼成的图形集合不能用'],
  [/^its geometry is not an object$/, '图形的写法不对'],
  [/^its properties are not an object$/, '属性的写法不对'],
  [/^it has no type; a feature says .+$/, '没有写明类型，应为 Feature'],
  [/^its type is (.+), not Feature$/, '类型是 $1，应为 Feature'],
  [/^it is not an object; a feature is$/, '不是一个要素'],
  // notes
  [/^heights \(Z\) were dropped in (\d+) features$/, '$1 个要素的高程（Z）已去掉'],
  [/^(\d+) rings did not end where they began and were closed$/, '$1 个环首尾不相接，已闭合'],
  [/^NaN or Infinity.+ in (\d+) features$/, '$1 个要素里不是数的值按空值读入'],
  [/^(\d+) further rows or features were not taken and are not listed$/, '另有 $1 行没有读入，不再逐一列出'],
  [/^it holds no rows or features$/, '文件里没有数据行'],
  [/^(\d+) more outlines are not valid and are taken alike; .+$/, '另有 $1 个图形有误，同样处理，见“核查”'],
  [/^(\d+) sites changed their cell$/, '$1 处点位换了网格'],
  [/^no column holds coordinates, .+$/, '没有坐标列，点位暂无位置：请在“哪一列是什么”里指明经度和纬度'],
  [/^its crs member says (.+), but it was read as (.+) as asked$/, '文件自称坐标系 $1，已按所选的 $2 读入'],
  [/^its crs member (.+) is not understood; it was read as (.+)$/, '文件自称的坐标系 $1 认不出，已按 $2 读入'],
]

const SHAPES: Record<string, string> = { Point: '点', MultiPoint: '一组点', LineString: '线', MultiLineString: '一组线', Polygon: '面', MultiPolygon: '一组面', GeometryCollection: '图形集合' }
const shapeZh = (name: string): string => SHAPES[name] ?? ` ${name}`

const levelZh = (level: string): string => (panelsZh as Record<string, string | undefined>)[`p.level.${level}`] ?? level

const THINGS: Record<string, string> = { grid: '这个网格', site: '这处点位', person: '这个人', task: '这项任务', patrol: '这次巡查', 'feedback item': '这个反馈问题', 'meeting item': '这个会议事项' }
const thingZh = (what: string): string => THINGS[what] ?? '这一项'

// What stands before the first colon: a file, or a field of ours.
const FILE = /^([^:]+\.[A-Za-z0-9]+): (.+)$/
const FIELD = /^(\w+): (.+)$/

/** Fields of forms that no import has. */
const FIELDS: Record<string, string> = {
  photo: '照片', by: '经办人', name_en: '英文名称', reason: '理由', title: '标题', standard: '标准', who: '人员', owner: '责任人', seen: '所见', question: '存在问题', remark: '说明', day: '日期', on: '日期', value: '内容',
}

const aliases: Record<string, string> = { longitude: 'lon', latitude: 'lat' }
const field = (name: string): string => {
  const words: Record<string, string | undefined> = { ...panelsZh, ...feedbackZh }
  // That it is personal is said where it is chosen, not in every sentence.
  return words[`p.imp.f.${aliases[name] ?? name}`]?.replace('（个人信息）', '') ?? FIELDS[name] ?? name
}

/** What each mark makes of a part. */
const READ: Record<string, (part: string) => string> = {
  '@': field,
  '~': (part) => chineseReason(part),
  '^': lackingList,
  '%': listZh,
  '&': marksZh,
  '#': roleZh,
  '!': wordsZh,
  '=': shapeZh,
  '*': thingZh,
  '+': levelZh,
}

/** The Chinese form of a sentence; or the sentence itself where none is known. */
export function chineseReason(sentence: string): string {
  for (const [form, words] of [...MONTH, ...IMPORT, ...FORMS, ...FILES, ...REFUSALS, ...CAMPAIGNS, ...RULES, ...PEOPLE, ...PHOTOS, ...SHELL, ...RARE]) {
    const found = form.exec(sentence)
    if (!found) continue
    let left = false
    const said = words.replace(/([$@~^%&#!=*+])(\d)/g, (_, how: string, n: string) => {
      const part = found[Number(n)] ?? ''
      const read = READ[how]?.(part) ?? part
      left ||= how === '~' && read === part && /[A-Za-z]{2,} [A-Za-z]{2,}/.test(part)
      return read
    })
    // Half a sentence in each language is none: another form may know the whole of it.
    if (!left) return said
  }
  const flaw = chineseFlaw(sentence)
  if (flaw !== sentence) return flaw
  const file = FILE.exec(sentence)
  if (file) return `${file[1]}：${chineseReason(file[2] ?? '')}`
  const named = FIELD.exec(sentence)
  if (named && field(named[1] ?? '') !== named[1]) return `${field(named[1] ?? '')}：${chineseReason(named[2] ?? '')}`
  // A file may be called anything.
  const any = /^([^:]+): (.+)$/.exec(sentence)
  const rest = any ? chineseReason(any[2] ?? '') : ''
  if (any && rest !== any[2]) return `${any[1]}：${rest}`
  // Several things missing at once stand between semicolons; they are told apart only where each of them is known.
  const parts = sentence.split('; ')
  const known = parts.map((p) => (parts.length > 1 ? chineseReason(p) : p))
  return parts.length > 1 && known.every((k, i) => k !== parts[i]) ? known.join('；') : sentence
}
