// Which field a refusal is about, and what to say beside it.
import { t, type Key } from '../../lib/i18n.svelte'
import { refusedWords } from '../desk'

const known: [RegExp, string, Key][] = [
  [/^name: is empty/, 'name', 'reason.person.name'],
  [/^name: another person/, 'name', 'reason.person.double'],
  [/^phone: .*is no telephone/, 'phone', 'reason.person.phone'],
  [/^day: .*still to come/, 'day', 'reason.patrol.day'],
  [/^who: is empty/, 'who', 'reason.patrol.who'],
]

export const fieldOf = (e: unknown): { field: string; words: string } => {
  const message = String((e as { message?: unknown } | null)?.message ?? '')
  const found = known.find(([form]) => form.test(message))
  return found ? { field: found[1], words: t(found[2]) } : { field: '', words: refusedWords(e) }
}
