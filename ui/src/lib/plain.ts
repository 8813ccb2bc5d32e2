// Text from a file as the window may show it.

/** What is no part of a text but an order to whoever shows it, but for ends of lines and tabs; the core's list (`text.rs`). */
const ORDERS =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E007F}]/u
const EACH = new RegExp(ORDERS, 'gu')
/** Ends of lines other than the usual one. */
const ENDS = /\r\n|[\r\u000B\u000C\u0085\u2028\u2029]/g
/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/

const withoutOrders = (text: string): string => (ORDERS.test(text) ? text.replace(ENDS, '\n').replace(EACH, '') : text)

/** All texts of a value without orders; the value itself where it holds none. */
export const cleaned = <A>(value: A): A => {
  if (typeof value === 'string') return withoutOrders(value) as A
  if (typeof value !== 'object' || value === null) return value
  const list = Array.isArray(value)
  if (!list && Object.getPrototypeOf(value) !== Object.prototype) return value
  const was = value as Record<string, unknown>
  let is = was
  for (const key of Object.keys(was)) {
    const inner = cleaned(was[key])
    if (Object.is(inner, was[key])) continue
    if (is === was) is = (list ? [...(value as unknown[])] : { ...was }) as Record<string, unknown>
    is[key] = inner
  }
  return is as A
}

/** The text without orders, on one line. */
export const plain = (text: string): string => withoutOrders(text).replace(/[\t\n]+/g, ' ')

/** The same to stand within a sentence: a name written from right to left keeps its turn to itself. */
export const within = (text: string): string => {
  const clean = plain(text)
  return RIGHT_TO_LEFT.test(clean) ? `\u2068${clean}\u2069` : clean
}

/** At most so many characters, the last one an ellipsis where some were left out; for what cannot be cut by its style. */
export const cutTo = (text: string, most: number): string => {
  const letters = [...text]
  return letters.length > most ? `${letters.slice(0, most - 1).join('').trimEnd()}…` : text
}
