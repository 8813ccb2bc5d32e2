// One stop of the Tab key for a group of choices; the arrow keys go on within it, Enter or the space bar chooses.
import type { Attachment } from 'svelte/attachments'

const NEXT = ['ArrowRight', 'ArrowDown']
const BEFORE = ['ArrowLeft', 'ArrowUp']

/** Which of the group's choices the Tab key stops at: the one that has the focus, the chosen one, else the first that can be chosen. */
export const stop = (choices: { held: boolean; chosen: boolean; off: boolean }[]): number => {
  const on = choices.map((c, i) => ({ ...c, i })).filter((c) => !c.off)
  return (on.find((c) => c.held) ?? on.find((c) => c.chosen) ?? on[0])?.i ?? -1
}

/** The place that a key leads to from another among so many; none where it leads nowhere. Round at the ends. */
export const to = (key: string, from: number, many: number, across: boolean): number | null => {
  if (many === 0 || (across && (key === 'ArrowDown' || key === 'ArrowUp'))) return null
  if (NEXT.includes(key)) return (from + 1) % many
  if (BEFORE.includes(key)) return (from - 1 + many) % many
  if (key === 'Home') return 0
  return key === 'End' ? many - 1 : null
}

/** Of a `role="radiogroup"` with its `role="radio"`s; `across`: up and down belong to somebody else. */
export const roving =
  (across = false): Attachment<HTMLElement> =>
  (group) => {
    const all = () => [...group.querySelectorAll<HTMLButtonElement>('[role=radio]')]
    const settle = () => {
      const radios = all()
      const at = stop(radios.map((r) => ({ held: r === document.activeElement, chosen: r.ariaChecked === 'true', off: r.disabled })))
      radios.forEach((r, i) => (r.tabIndex = i === at ? 0 : -1))
    }
    const keys = (e: KeyboardEvent) => {
      if (e.defaultPrevented || e.ctrlKey || e.altKey || e.metaKey || e.shiftKey) return
      const radios = all().filter((r) => !r.disabled)
      const from = radios.findIndex((r) => r === e.target)
      if (from < 0) return
      const next = to(e.key, from, radios.length, across)
      if (next === null) return
      e.preventDefault()
      radios[next]?.focus()
    }
    settle()
    const watch = new MutationObserver(settle)
    watch.observe(group, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-checked', 'disabled'] })
    group.addEventListener('keydown', keys)
    group.addEventListener('focusin', settle)
    group.addEventListener('focusout', settle)
    return () => {
      watch.disconnect()
      group.removeEventListener('keydown', keys)
      group.removeEventListener('focusin', settle)
      group.removeEventListener('focusout', settle)
    }
  }
