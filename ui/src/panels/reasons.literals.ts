// The sentences that stand in Rust sources, for the test that each of them has a Chinese form.
export interface Literal {
  text: string
  before: string
}

/** All string literals of a source outside comments and its test module. */
export const literals = (source: string): Literal[] => {
  const end = source.indexOf('#[cfg(test)]\nmod tests {')
  const s = end < 0 ? source : source.slice(0, end)
  const out: Literal[] = []
  let code = ''
  for (let i = 0; i < s.length; ) {
    const rest = s.slice(i, i + 24)
    const raw = /^r(#*)"/.exec(rest)
    if (rest.startsWith('//')) {
      i = (s.indexOf('\n', i) + s.length + 1) % (s.length + 1) || s.length
      continue
    }
    if (rest.startsWith('/*')) {
      i = s.indexOf('*/', i) + 2
      continue
    }
    const char = /^b?'(?:\\.[^']*|[^'\\])'/.exec(rest)
    if (char) {
      i += char[0].length
      code += "''"
      continue
    }
    if (raw && !/\w$/.test(code)) {
      const close = `"${raw[1]}`
      const from = i + raw[0].length
      const to = s.indexOf(close, from)
      i = to + close.length
      code += '""'
      continue
    }
    if (s[i] !== '"') {
      code += s[i]
      i += 1
      continue
    }
    let j = i + 1
    while (j < s.length && s[j] !== '"') j += s[j] === '\\' ? 2 : 1
    const text = s
      .slice(i + 1, j)
      .replace(/\\\n\s*/g, '')
      .replace(/\\(["'\\])/g, '$1')
    out.push({ text, before: code.slice(-90).replace(/\s+/g, ' ') })
    code += `"${text}"`
    i = j + 1
  }
  return out
}

/** Words of people in it, not of a database or a format. */
export const isSentence = ({ text, before }: Literal): boolean =>
  /(?:^|[\s(])[a-z]{2,}(?:[ ,;:][^a-z]*[a-z'’]+){2,}/.test(text.replace(/\{[^{}]*\}/g, '7')) &&
  !/\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|PRAGMA|CREATE|DROP|ORDER BY|JOIN|UNION|VALUES|ALTER)\b|julianday|\bs\.\w+ |\w+ IN \(|IS NULL/.test(text) &&
  !/(?:expect|panic!|assert!?|debug_assert!|unreachable!|include_str!|ts\(type =|deprecated[^"]*|doc =) ?\(?"?$/.test(before.trimEnd())
