// Nothing moves between the press of a button and the click. A field that is left tells what was typed, and what it then says or
// no longer says would move the button from under the pointer; so it is left when the click is there.

/** Keeps the page still while a button is pressed; what it returns ends that. */
export const holdStill = (): (() => void) => {
  let field: HTMLElement | null = null

  const pressed = (e: MouseEvent) => {
    field = null
    const at = document.activeElement
    const button = e.target instanceof Element ? e.target.closest('button') : null
    if (e.button !== 0 || !button || !(at instanceof HTMLElement) || !at.matches('input, textarea')) return
    field = at
    e.preventDefault()
  }
  /** The button of the first click, and what it promised. */
  let first: { button: Element | null; words: string } | null = null

  const clicked = (e: MouseEvent) => {
    const on = e.target instanceof Element ? e.target.closest('button') : null
    if (e.detail > 1 && on && first && (on !== first.button || on.innerText !== first.words)) {
      // The second click of a double one falls on what the first has made of the place.
      e.preventDefault()
      e.stopImmediatePropagation()
      return
    }
    first = { button: on, words: on?.innerText ?? '' }
    const left = field
    field = null
    if (!left || document.activeElement !== left) return
    if (on) on.focus({ preventScroll: true })
    else left.blur()
  }
  document.addEventListener('mousedown', pressed, true)
  document.addEventListener('click', clicked, true)
  return () => {
    document.removeEventListener('mousedown', pressed, true)
    document.removeEventListener('click', clicked, true)
  }
}
