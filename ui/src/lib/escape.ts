// Escape closes the innermost drawer or form that is open, and nothing typed in it is lost by that: its draft stays.
import type { Attachment } from 'svelte/attachments'
import { opened } from './focus'

interface Layer {
  node: HTMLElement
  close: () => void
}
/** What is open, the newest last. */
const open: Layer[] = []

/** Which of the open ones a key struck in `target` closes: the innermost around it, else the newest. */
export const closes = <L extends { node: { contains: (n: Node | null) => boolean } }>(layers: readonly L[], target: Node | null): L | undefined =>
  layers.findLast((l) => l.node.contains(target)) ?? layers.at(-1)

/** Of a drawer or a form that Escape closes. */
export const escapes =
  (close: () => void): Attachment<HTMLElement> =>
  (node) => {
    const layer = { node, close }
    open.push(layer)
    opened(node)
    return () => void open.splice(open.indexOf(layer), 1)
  }

/** Escape of the window that nothing else has taken. */
export const onEscape = (e: KeyboardEvent) => {
  if (e.key !== 'Escape' || e.defaultPrevented || e.isComposing || document.querySelector('[data-bits-floating-content-wrapper], dialog[open]')) return
  const target = e.target instanceof HTMLElement ? e.target : null
  const layer = closes(open, target)
  if (!layer) return
  // A field elsewhere has its own use for the key.
  if (target?.matches('input, textarea, select') && !layer.node.contains(target) && !target.closest('.pn')) return
  e.preventDefault()
  layer.close()
}
