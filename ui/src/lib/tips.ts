// Where the window's tooltip stands, and whether there is anything to say.

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

const AWAY = 6
const EDGE = 4

/** Left upper corner of a tip of this size: under what it explains, else over it; never outside the window. */
export const tipAt = (of: Box, x: number | null, tip: { width: number; height: number }, window: { width: number; height: number }): [number, number] => {
  const middle = x === null ? (of.left + of.right) / 2 : Math.min(of.right, Math.max(of.left, x))
  const most = window.width - tip.width - EDGE
  const left = Math.max(EDGE, Math.min(most, middle - tip.width / 2))
  const under = of.bottom + AWAY
  const over = of.top - AWAY - tip.height
  const top = under + tip.height + EDGE <= window.height || over < EDGE ? under : over
  return [Math.round(left), Math.round(Math.max(EDGE, Math.min(window.height - tip.height - EDGE, top)))]
}

const clips = (el: Element): boolean => el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 2

/** Whether an element's text is cut by itself or by what it lies in. */
const cut = (el: Element): boolean => {
  const inline = el.clientWidth === 0
  return (!inline && clips(el)) || (el.parentElement !== null && clips(el.parentElement))
}

/** What is to be said of an element: nothing where the tip only repeats what can be read. */
export const tipOf = (el: HTMLElement): string => {
  const text = el.dataset['tip'] ?? ''
  return text.trim() === (el.textContent ?? '').trim() && !cut(el) ? '' : text
}
