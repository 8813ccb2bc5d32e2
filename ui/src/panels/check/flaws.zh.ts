// Chinese forms of the core's sentences about an outline; one that is not known stands as it came.
const name = '(?:hole (\\d+)|outer ring)(?: of part (\\d+))?'
const ring = (hole?: string, part?: string) => `${part ? `第 ${part} 块的` : ''}${hole ? `第 ${hole} 个洞` : '外边界'}`

const forms: [RegExp, (m: RegExpExecArray) => string][] = [
  [new RegExp(`^${name}: vertex (\\d+) is not a number`), (m) => `${ring(m[1], m[2])}第 ${m[3]} 个点不是数字`],
  [new RegExp(`^${name} has fewer than three different vertices`), (m) => `${ring(m[1], m[2])}不足三个不同的点`],
  [new RegExp(`^${name} crosses or touches itself`), (m) => `${ring(m[1], m[2])}自己相交或相接`],
  [new RegExp(`^${name} lies outside the outer ring`), (m) => `${ring(m[1], m[2])}在外边界之外`],
  [new RegExp(`^${name} runs along the outer ring`), (m) => `${ring(m[1], m[2])}与外边界重合一段`],
  [/^(holes|parts) (\d+) and (\d+)(?: of part (\d+))? overlap/, (m) => `${m[4] ? `第 ${m[4]} 块的` : ''}第 ${m[2]}、${m[3]} ${m[1] === 'holes' ? '个洞' : '块'}重叠`],
  [/^(holes|parts) (\d+) and (\d+)(?: of part (\d+))? share a line of border/, (m) => `${m[4] ? `第 ${m[4]} 块的` : ''}第 ${m[2]}、${m[3]} ${m[1] === 'holes' ? '个洞' : '块'}共用一段边`],
]

const at = / at (-?[\d.]+), (-?[\d.]+)$/

export const chineseFlaw = (sentence: string): string => {
  for (const [form, words] of forms) {
    const m = form.exec(sentence)
    if (!m) continue
    const place = at.exec(sentence)
    return place ? `${words(m)}（${Number(place[1]).toFixed(5)}, ${Number(place[2]).toFixed(5)}）` : words(m)
  }
  return sentence
}
