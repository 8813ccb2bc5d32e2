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
  const clicked = (e: MouseEvent) => {
    const left = field
    field = null
    if (!left || document.activeElement !== left) return
    const button = e.target instanceof Element ? e.target.closest('button') : null
    if (button) button.focus({ preventScroll: true })
    else left.blur()
  }
  document.addEventListener('mousedown', pressed, true)
  document.addEventListener('click', clicked, true)
  return () => {
    document.removeEventListener('mousedown', pressed, true)
    document.removeEventListener('click', clicked, true)
  }
}
