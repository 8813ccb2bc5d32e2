// Chinese forms of the core's sentences about an outline; one that is not known stands as it came.
const name = '(?:hole (\\d+)|outer ring)(?: of part (\\d+))?'
const ring = (hole?: string, part?: string) => `${part ? `第 ${part} 块的` : ''}${hole ? `第 ${hole} 个洞` : '外边界'}`

const forms: [RegExp, (m: RegExpExecArray) => string][] = [
  [new RegExp(`^${name}: vertex (\\d+) is not a number`), (m) => `${ring(m[1], m[2])}第 ${m[3]} 个点不是数字`],
  [new RegExp(`^${name} has fewer than three different vertices`), (m) => `${ring(m[1], m[2])}不足三个不同的点`],
  [new RegExp(`^${name} crosses or touches itself in (more than )?(\\d+) places`), (m) => `${ring(m[1], m[2])}自己相交或相接，${m[3] ? '超过' : '共'} ${m[4]} 处，如`],
  [new RegExp(`^${name} crosses or touches itself`), (m) => `${ring(m[1], m[2])}自己相交或相接`],
  [new RegExp(`^${name} lies outside the outer ring`), (m) => `${ring(m[1], m[2])}在外边界之外`],
  [new RegExp(`^${name} crosses the outer ring`), (m) => `${ring(m[1], m[2])}穿过外边界`],
  [new RegExp(`^${name} runs along the outer ring`), (m) => `${ring(m[1], m[2])}与外边界重合一段`],
  [/^(holes|parts) (\d+) and (\d+)(?: of part (\d+))? overlap/, (m) => `${m[4] ? `第 ${m[4]} 块的` : ''}第 ${m[2]}、${m[3]} ${m[1] === 'holes' ? '个洞' : '块'}重叠`],
  [/^(holes|parts) (\d+) and (\d+)(?: of part (\d+))? share a line of border/, (m) => `${m[4] ? `第 ${m[4]} 块的` : ''}第 ${m[2]}、${m[3]} ${m[1] === 'holes' ? '个洞' : '块'}共用一段边`],
  [/^(\d+) more flaws of its rings$/, (m) => `各圈另有 ${m[1]} 处问题`],
  [/^its rings meet each other so often/, () => '各圈相交过多，没有拿它与其他网格比对'],
]

const places = / at ((?:-?[\d.]+, -?[\d.]+(?:; )?)+)$/

export const chineseFlaw = (sentence: string): string => {
  for (const [form, words] of forms) {
    const m = form.exec(sentence)
    if (!m) continue
    const at = places.exec(sentence)?.[1]?.split('; ') ?? []
    const named = at.map((p) => `（${p.split(', ').map((v) => Number(v).toFixed(5)).join(', ')}）`)
    return words(m) + named.join('、')
  }
  return sentence
}
