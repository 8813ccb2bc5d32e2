// Chinese forms of the core's sentences about rows.
const FORMS: [RegExp, string][] = [
  [/^row (\d+)$/, '第 $1 行'],
  [/^feature (\d+)$/, '第 $1 个要素'],
]

/** The Chinese form of a sentence, or the sentence itself where none is known. */
export function chineseReason(sentence: string): string {
  for (const [form, words] of FORMS) if (form.test(sentence)) return sentence.replace(form, words)
  return sentence
}
