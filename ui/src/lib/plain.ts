// Text from a file as the window may show it.

/** Marks that embed, override or isolate a direction of writing: invisible, and what stands behind them is turned round. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g
/** Letters that are written from right to left, and the marks that count as such. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC]/
/** What would break a line or take no room at all. */
const CONTROL = /[\u0000-\u001F\u007F-\u009F]+/g

/** The text without marks that turn words round, on one line. For the eye only: what is sent back is the text itself. */
export const plain = (text: string): string => text.replace(TURNING, '').replace(CONTROL, ' ')

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
