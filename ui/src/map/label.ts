// What stands on a cell: its name and its figure, as far as it has room.
import type { FeatureLike } from 'ol/Feature'
import { changeMark } from '../lib/colours'
import { cutTo, plain } from '../lib/plain'
import { widthIn } from '../lib/written'
import { BOTH, roomForBoth, shortened, written, type Written } from './room'
import { FONT, ground, walkedDays, type Look } from './styles'

/** The number that stands on a cell, as the legend explains it; of two days compared none where nothing changed. */
export const figure = (f: FeatureLike, look: Look): string => {
  if (look.assigning || look.colour === 'chief' || look.colour === 'lack' || look.colour === 'unresolved') return String(f.get('u') ?? 0)
  if (look.colour === 'change') return Number(f.get('d') ?? 0) ? changeMark(Number(f.get('d'))) : ''
  if (look.colour === 'overdue') return String(f.get('o') ?? 0)
  if (look.colour === 'walked') return String(walkedDays(f) ?? look.never)
  const p = Number(f.get('p') ?? -1)
  return p < 0 ? '—' : p >= 100 ? '✓' : `${p}%`
}

/** Characters of a name on the map; a cell with room for more is rare. */
const MOST_LETTERS = 14

const onMap = (name: unknown): string => cutTo(plain(String(name ?? '')), MOST_LETTERS)

const nameOn = (f: FeatureLike, look: Look): string => {
  if (!look.assigning && look.colour === 'lack' && f.get('lk')) return look.lack(String(f.get('lk')))
  if (!look.assigning && look.colour !== 'chief') return onMap(f.get('name'))
  const waiting = look.assigning ? look.pending.get(Number(f.get('id'))) : undefined
  if (waiting) return onMap(waiting.word)
  return f.get('vac') ? look.vacant : onMap(f.get('c'))
}

/** What stands on a cell that has no room for the word. */
export const NEVER = '–'

/** What may stand for a cell in its turn until something fits. A figure that says something may be written smaller than a nought. */
const figures = (f: FeatureLike, look: Look): Written[] => {
  const number = figure(f, look)
  const waiting = look.assigning ? look.pending.get(Number(f.get('id'))) : undefined
  // A cell that waits for somebody else than the person in hand says for whom.
  const name = waiting?.person != null && (waiting.person !== look.person || !waiting.whole) ? onMap(waiting.word) : ''
  const short = number === look.never ? NEVER : number.replace(/%$/, '')
  const worth = !/^[0—✓]?$/.test(number)
  return [
    // Cut without a sign it would be read as another's.
    ...(name ? [name, `${[...name][0]}…`].map((text) => ({ text, px: 12 })) : []),
    ...[number, ...(short === number ? [] : [short])].flatMap((text) => (text ? [{ text, px: BIG }] : [])),
    ...(worth ? [{ text: short, px: LEAST }] : []),
  ]
}

const BIG = 15
const LEAST = 11

const PLAIN = `400 12px ${FONT}`
const bold = (px: number) => `700 ${px}px ${FONT}`

/** A line of a label: its letters, how it is written, how wide it is in CSS pixels, and where its middle lies below that of the label. */
export interface Line {
  text: string
  font: string
  /** Of its letters. */
  px: number
  width: number
  down: number
  /** Digits, which leave room above and below in their line; other letters fill it. */
  figure: boolean
}

export interface Label {
  lines: readonly Line[]
  ink: string
  halo: string
  /** Where two have no room beside each other, the larger one stays. */
  rank: number
  /** How far it may be moved and still stand on its cell, in CSS pixels. */
  free: number
}

const named = (text: string, down: number): Line => ({ text, font: PLAIN, px: 12, width: widthIn(PLAIN)(text), down, figure: false })
const counted = (text: string, px: number, down: number): Line => ({ text, font: bold(px), px, width: widthIn(bold(px))(text), down, figure: /\d/.test(text) })

/** `scale`: pixels of the screen to one that the tile was cut for. Null where nothing is to stand. */
export const labelOf = (f: FeatureLike, look: Look, scale = 1): Label | null => {
  const byChief = look.assigning || look.colour === 'chief'
  const { fill, text } = ground(f, look)
  const number = figure(f, look)
  const room = Number(f.get('room') ?? Infinity) * scale
  const whole = scale * 100 >= Number(f.get('named') ?? Infinity) ? shortened(nameOn(f, look), room, widthIn(PLAIN)) : ''
  const both = whole !== '' && roomForBoth(room, widthIn(PLAIN)(whole), widthIn(bold(BIG))(number))
  const alone = both ? null : written(room, figures(f, look), ({ text, px }) => widthIn(bold(px))(text))
  if (!both && !alone) return null
  const lines = alone ? [counted(alone.text, alone.px, 0)] : number ? [named(whole, -9), counted(number, BIG, 7)] : [named(whole, 0)]
  return {
    lines,
    free: Number.isFinite(room) ? Math.max(0, room - Math.hypot(Math.max(...lines.map((l) => l.width)), BOTH) / 2) : 0,
    ink: text,
    // Labels carry no chief's colour, so there a faint white does for every ground.
    halo: byChief ? 'rgba(255,255,255,0.55)' : fill,
    rank: look.colour === 'change' ? Math.abs(Number(f.get('d') ?? 0)) : Number(f.get(look.colour === 'overdue' && !byChief ? 'o' : 'u') ?? 0),
  }
}
