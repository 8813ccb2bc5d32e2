// Whoever works by the keyboard keeps their place. Where what had the focus goes, the focus goes on: to what came in its
// stead, to the same control of the next row, back to what led there, or else to the part of the window that it stood in.

import { tick } from 'svelte'

const FIELD = 'input:not([type=hidden]), select, textarea'
const CONTROL = `${FIELD}, button, a[href], [tabindex]:not([tabindex="-1"])`
const REGION = 'main, aside, section, article, [role=dialog]'
/** Stops that are remembered as the way back. */
const TRAIL = 30

interface Stop {
  el: HTMLElement
  /** What it stood in, from the inside out, as long as it stood. */
  within: Element[]
}

const usable = (el: Element | null | undefined): el is HTMLElement =>
  el instanceof HTMLElement && el.isConnected && !el.matches(':disabled') && el.getClientRects().length > 0 && getComputedStyle(el).visibility !== 'hidden'

const all = (within: Element, what: string): HTMLElement[] =>
  [...(within.matches(what) ? [within] : []), ...within.querySelectorAll(what)].filter(usable)

/** What another element calls by the same name. */
const twin = (of: HTMLElement, within: Element[]): HTMLElement | undefined => {
  const { testid } = of.dataset
  return testid ? within.flatMap((x) => all(x, `${of.localName}[data-testid="${CSS.escape(testid)}"]`))[0] : undefined
}

/** The place of an element below another, child by child. */
const steps = (from: Element, to: Element): number[] => {
  const out: number[] = []
  for (let el: Element = to; el !== from; el = el.parentElement) {
    if (!el.parentElement) return []
    out.unshift([...el.parentElement.children].indexOf(el))
  }
  return out
}

/** The same control of the row after this one, else of the one before. */
const beside = (row: Element, el: HTMLElement, next: Node | null, before: Node | null): HTMLElement | undefined => {
  const way = steps(row, el)
  const same = (other: Element): HTMLElement | undefined => {
    let at: Element | undefined = other
    for (const i of way) at = at?.children[i]
    return at && at.localName === el.localName && usable(at) ? at : undefined
  }
  for (const [node, on] of [[next, 'nextSibling'], [before, 'previousSibling']] as const) {
    for (let n: Node | null = node; n; n = n[on]) {
      if (!(n instanceof Element) || n.localName !== row.localName) continue
      const found = same(n)
      if (found) return found
      break
    }
  }
  return undefined
}

/** Into what a row struck by Enter has opened; a click leaves the hand where it is. */
export const goInto = async (e: MouseEvent, part: () => HTMLElement | null | undefined) => {
  if (e.detail !== 0) return
  await tick()
  const within = part()
  const to = within && (all(within, FIELD)[0] ?? all(within, CONTROL)[0])
  to?.focus()
}

/** How long what was opened may take to be there. */
const PATIENCE_MS = 2000

/** What was opened elsewhere in the window takes the focus as soon as it is there, unless that went somewhere meanwhile. */
export const goOver = async (what: string) => {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    await new Promise(requestAnimationFrame)
    if (document.activeElement !== document.body) return
    const to = [...document.querySelectorAll(what)].find(usable)
    if (to) return enter(to)
  }
}

/** The same where what led there goes with it and would hand the focus back: to the first of these that is there, one after the other. */
export const goOn = async (...what: string[]) => {
  const until = performance.now() + PATIENCE_MS
  const at = document.activeElement
  let to: HTMLElement | undefined
  while (!to && performance.now() < until) {
    await new Promise(requestAnimationFrame)
    for (const one of what) to ??= [...document.querySelectorAll(one)].find((el): el is HTMLElement => el !== at && usable(el))
  }
  if (to) enter(to)
}

const enter = (el: HTMLElement) => {
  if (!el.matches(CONTROL)) el.tabIndex = -1
  el.focus({ preventScroll: el.matches(REGION) })
}

/** Where the work goes on within what came in its stead: a form's first field, a part as a whole, else the first control. */
const entry = (came: Element[]): HTMLElement | undefined => {
  for (const el of came) {
    if (!(el instanceof HTMLElement)) continue
    if (el.matches(REGION) && usable(el)) return el
    const form = el.matches('form') ? el : el.querySelector('form')
    const found = (form && all(form, FIELD)[0]) ?? all(el, CONTROL)[0]
    if (found) return found
  }
  return undefined
}

const trail: Stop[] = []
/** What led to a drawer or form that is open. */
const leaders = new WeakMap<Element, Stop>()

/** A drawer or form was opened: its end leads back to what was at work before it. */
export const opened = (node: Element) => {
  const from = trail.findLast((s) => !node.contains(s.el))
  if (from) leaders.set(node, from)
}

/** Keeps the focus from now on; what it returns ends that. */
export const keepFocus = (root: HTMLElement): (() => void) => {
  let last: Stop | null = null

  const focused = (e: FocusEvent) => {
    if (!(e.target instanceof HTMLElement) || e.target === document.body) return
    const within: Element[] = []
    for (let p = e.target.parentElement; p && p !== root; p = p.parentElement) within.push(p)
    last = { el: e.target, within }
    trail.push(last)
    if (trail.length > TRAIL) trail.shift()
  }
  /** Who leaves it on purpose, by a click beside it, has left it. */
  const left = (e: FocusEvent) => {
    if (e.target === last?.el && e.relatedTarget === null && document.hasFocus() && usable(last.el)) last = null
  }

  /** A field that is left says that it was changed while nothing has the focus yet: it is on its way to where it goes. */
  let leaving = false
  const changed = () => {
    leaving = true
    setTimeout(() => (leaving = false), 0)
  }

  const lost = (changes: MutationRecord[]) => {
    if (leaving) return void setTimeout(() => lost(changes), 0)
    const at = last
    if (!at || document.activeElement !== document.body) return
    const was: Element = at.el
    if (usable(was)) {
      // It could not be used for a while.
      was.focus({ preventScroll: true })
      return
    }
    if (at.el.isConnected) return
    const went = changes.filter((c) => c.target.isConnected && [...c.removedNodes].some((n) => n === at.el || at.within.includes(n as Element)))
    const where = went.at(-1)
    const row = where && [...where.removedNodes].find((n): n is Element => n === at.el || at.within.includes(n as Element))
    const added = (of: MutationRecord[]) => of.flatMap((c) => [...c.addedNodes]).filter((n): n is Element => n instanceof Element && n.isConnected)
    const stands = at.within.find((p) => p.isConnected) ?? root
    const part = at.within.find((p) => p.isConnected && p.matches(REGION)) ?? root
    const again = (s: Stop | undefined) => (s && usable(s.el) ? s.el : s && twin(s.el, [part]))
    const leader = again(at.within.map((p) => (p.isConnected ? undefined : leaders.get(p))).find((s) => s !== undefined))
    const back = () => {
      for (const s of trail.toReversed()) {
        if (s.el === at.el) continue
        const found = again(s)
        if (found && part.contains(found)) return found
      }
      return undefined
    }
    const came = added(changes)
    /** A form that was opened elsewhere in the same part. */
    const holding = (what: string) => entry(came.filter((n) => part.contains(n) && (n.matches(what) || n.querySelector(what))))
    const form = () => holding(FIELD) ?? holding(CONTROL)
    // A form that went was closed: it leads back. A button that went has opened something.
    const closed = row?.matches('form, aside') || row?.querySelector(FIELD)
    const to =
      leader ??
      twin(at.el, came) ??
      (where && entry(added(changes.filter((c) => c.target === where.target)))) ??
      (where && row && beside(row, at.el, where.nextSibling, where.previousSibling)) ??
      (closed ? back() : (form() ?? back())) ??
      (part === root ? (stands as HTMLElement) : (part as HTMLElement))
    enter(to)
  }

  const watch = new MutationObserver(lost)
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'hidden'] })
  document.addEventListener('change', changed, true)
  document.addEventListener('focusin', focused)
  document.addEventListener('focusout', left)
  return () => {
    watch.disconnect()
    document.removeEventListener('change', changed, true)
    document.removeEventListener('focusin', focused)
    document.removeEventListener('focusout', left)
  }
}
