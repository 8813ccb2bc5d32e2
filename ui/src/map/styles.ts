// How each feature of a tile is drawn, given what the window is looking at.
import type { FeatureLike } from 'ol/Feature'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import type { CountClasses, GridId, PersonId, SiteId } from '../lib/bindings'
import { changeFill, chiefColour, classA, classB, classWalk, handColour, noSites, scaleA, scaleB, textOn } from '../lib/colours'
import type { Colour } from '../lib/mode'
import { clusterIcon, settledIn, siteIcon } from './symbols'

/** A cell that waits to be confirmed. */
export interface Waiting {
  /** Who is to have it; null = nobody. */
  person: PersonId | null
  /** It will be theirs on the map at once: as their chief, from today or before. */
  whole: boolean
  /** What stands on it. */
  word: string
}

/** What the map is asked to show beside the tiles themselves. */
export interface Look {
  /** `change`: two days are compared. */
  colour: Colour | 'change'
  assigning: boolean
  /** Name of the person in hand, by which with their colour their cells are known: tiles carry no keys of people. */
  handName: string
  person: PersonId | null | undefined
  pending: ReadonlyMap<GridId, Waiting>
  /** Colour index of a person's cells. */
  wears: (person: PersonId) => number
  vacant: string
  /** First counts of the classes above none. */
  classes: CountClasses
  /** Days from which a cell belongs to the next class of patrols. */
  walks: readonly number[]
  /** Words for what a cell lacks. */
  lack: (what: string) => string
  never: string
  borders: boolean
  /** Drawn as a small picture: hair lines only. */
  small: boolean
  ground: boolean
  sites: boolean
  grid: GridId | null
  site: SiteId | null
}

/** The one list of what lies over what, within the base layer. */
const Z = { cell: 0, hatch: 1, riverEdge: 2, river: 3, roadEdge: 4, road: 5, border: 6, own: 6.5, subdistrict: 7, district: 8 } as const

export const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif'
const ACCENT = '#1A5490'
export const INK = '#1C242B'

const hatches = new Map<string, CanvasPattern | string>()

/** Lines at 45° on a square that joins itself on every side. */
const hatch = (ink: string, ground: string | null, pitch: number): CanvasPattern | string => {
  const key = `${ink}|${ground}|${pitch}`
  const known = hatches.get(key)
  if (known) return known
  const el = document.createElement('canvas')
  el.width = el.height = pitch
  const c = el.getContext('2d')
  if (!c) return ground ?? 'rgba(0,0,0,0)'
  if (ground) {
    c.fillStyle = ground
    c.fillRect(0, 0, pitch, pitch)
  }
  c.strokeStyle = ink
  c.lineWidth = 1
  c.beginPath()
  for (const d of [-pitch, 0, pitch]) {
    c.moveTo(d - 1, pitch + 1)
    c.lineTo(d + pitch + 1, -1)
  }
  c.stroke()
  const pattern = c.createPattern(el, 'repeat') ?? 'rgba(0,0,0,0)'
  hatches.set(key, pattern)
  return pattern
}

/** Dots for a missing telephone, level lines for a missing department. */
const marks = (lack: string): CanvasPattern | string => {
  const known = hatches.get(lack)
  if (known) return known
  const el = document.createElement('canvas')
  el.width = el.height = 8
  const c = el.getContext('2d')
  if (!c) return 'rgba(0,0,0,0)'
  c.fillStyle = '#A8261C'
  if (lack === 'phone') c.fillRect(3, 3, 2, 2)
  else c.fillRect(0, 3, 8, 1)
  const pattern = c.createPattern(el, 'repeat') ?? 'rgba(0,0,0,0)'
  hatches.set(lack, pattern)
  return pattern
}

const redHatch = (pitch = 8) => hatch('#A8261C', '#FFFFFF', pitch)

export const walkedDays = (f: FeatureLike): number | null => (f.get('wd') === undefined ? null : Number(f.get('wd')))

/** Fill of a cell and the class that its text is read on. */
export const ground = (f: FeatureLike, look: Look): { fill: string; text: string } => {
  if (look.assigning || look.colour === 'chief') {
    return { fill: f.get('vac') ? '#FFFFFF' : inHand(f, look) ? handColour : chiefColour(Number(f.get('ci') ?? 0)), text: INK }
  }
  if (look.colour === 'walked') {
    const cls = classWalk(walkedDays(f), look.walks)
    return { fill: scaleA[cls] as string, text: textOn(cls) }
  }
  if (look.colour === 'lack') return { fill: f.get('lk') ? '#FBEAE8' : scaleA[0], text: INK }
  if (look.colour === 'progress') {
    const cls = classB(Number(f.get('p') ?? -1))
    return cls < 0 ? { fill: noSites, text: INK } : { fill: scaleB[cls] as string, text: textOn(cls) }
  }
  if (look.colour === 'change') return { fill: changeFill(Number(f.get('d') ?? 0)), text: INK }
  const [count, bounds] = look.colour === 'overdue' ? ['o', look.classes.overdue] as const : ['u', look.classes.unresolved] as const
  const cls = classA(Number(f.get(count) ?? 0), bounds)
  return { fill: scaleA[cls] as string, text: textOn(cls) }
}

/** Whether a cell is one of the person's in hand. */
const inHand = (f: FeatureLike, look: Look): boolean =>
  look.assigning && look.person != null && !f.get('vac') && f.get('c') === look.handName && Number(f.get('ci')) === look.wears(look.person)

/** Distance of a hatch's lines: nearer each other on a cell that else would show none. */
const pitchOn = (f: FeatureLike, resolution: number): number => {
  // Pixels bring the step with them.
  const wider = f.get('wider')
  if (wider !== undefined) return 4 + 2 * Number(wider)
  const [west = 0, south = 0, east = 0, north = 0] = f.getGeometry()?.getExtent() ?? []
  const side = Math.min(east - west, north - south) / resolution
  return side >= 28 ? 8 : side >= 14 ? 6 : 4
}

const cells = new Map<string, Style[]>()

const cellStyle = (f: FeatureLike, look: Look, resolution: number): Style[] => {
  const { fill, text } = ground(f, look)
  const vacant = Boolean(f.get('vac'))
  const lacking = !look.assigning && look.colour === 'lack' ? String(f.get('lk') ?? '') : ''
  const red = vacant && (look.assigning || look.colour === 'chief' || look.colour === 'lack')
  const pitch = vacant ? pitchOn(f, resolution) : 0
  const mine = inHand(f, look)
  const key = `${fill}|${pitch}|${red}|${lacking}|${mine}|${look.borders}|${look.small}`
  const known = cells.get(key)
  if (known) return known
  const styles = [new Style({ fill: new Fill({ color: red ? redHatch(pitch) : fill }), zIndex: Z.cell })]
  if (vacant && !red) {
    const ink = text === INK ? 'rgba(28,36,43,0.55)' : 'rgba(255,255,255,0.62)'
    styles.push(new Style({ fill: new Fill({ color: hatch(ink, null, pitch) }), zIndex: Z.hatch }))
  }
  if (lacking && lacking !== 'chief') styles.push(new Style({ fill: new Fill({ color: marks(lacking) }), zIndex: Z.hatch }))
  if (look.borders) styles.push(new Style({ stroke: new Stroke({ color: look.small ? 'rgba(75,67,53,0.4)' : 'rgba(75,67,53,0.62)', width: look.small ? 0.6 : 1 }), zIndex: Z.border }))
  if (mine) styles.push(new Style({ stroke: new Stroke({ color: ACCENT, width: 2, lineJoin: 'round' }), zIndex: Z.own }))
  cells.set(key, styles)
  return styles
}

const line = (color: string, width: number, zIndex: number, lineDash?: number[]) =>
  new Style({ stroke: new Stroke({ color, width, lineDash, lineCap: lineDash ? 'butt' : 'round', lineJoin: 'round' }), zIndex })

/** From this resolution on, in metres to the pixel, cells are so small that what runs over them is drawn thinner. */
const SMALL_CELLS = 30
/** As thin as it becomes. */
const THINNEST = 0.3
const drawnGround = new Map<string, Style[]>()

/** River and road: their full width would cover the colours of small cells. */
const groundStyle = (kind: 'river' | 'road', resolution: number): Style[] => {
  const part = resolution <= SMALL_CELLS ? 1 : Math.max(THINNEST, Math.round((20 * SMALL_CELLS) / resolution) / 20)
  const key = `${kind}|${part}`
  const known = drawnGround.get(key)
  if (known) return known
  const made =
    kind === 'river'
      ? [line('#86A9BC', 7 * part, Z.riverEdge), line('#B5D3E2', 5.4 * part, Z.river)]
      : [line('#8A8F93', Math.max(1.6, 3.4 * part), Z.roadEdge), line('#DADDDF', Math.max(0.6, 1.4 * part), Z.road)]
  drawnGround.set(key, made)
  return made
}
const subdistrict = line(INK, 2, Z.subdistrict, [9, 4, 2, 4])
const district = line(INK, 3, Z.district)
const smallDistrict = line(INK, 1.4, Z.district)
const smallSubdistrict = line('rgba(28,36,43,0.7)', 0.8, Z.subdistrict)
const smallRiver = [line('#B5D3E2', 2.5, Z.river)]

export const baseStyle = (f: FeatureLike, look: Look, resolution = 0): Style | Style[] | undefined => {
  switch (f.get('layer')) {
    case 'cell':
      return cellStyle(f, look, resolution)
    case 'border':
      if (look.small) return f.get('level') === 'district' ? smallDistrict : smallSubdistrict
      return look.borders ? (f.get('level') === 'district' ? district : subdistrict) : undefined
    case 'ground':
      if (look.small) return f.get('kind') === 'river' ? smallRiver : undefined
      return look.ground ? groundStyle(f.get('kind') === 'river' ? 'river' : 'road', resolution) : undefined
    default:
      return undefined
  }
}

const selected = [
  new Style({ stroke: new Stroke({ color: '#FFFFFF', width: 6.5, lineJoin: 'round' }), zIndex: 10 }),
  new Style({ stroke: new Stroke({ color: ACCENT, width: 3.4, lineJoin: 'round' }), zIndex: 11 }),
]
/** On a cell that the wide ring would cover with its figure. */
const selectedSmall = [
  new Style({ stroke: new Stroke({ color: '#FFFFFF', width: 4.4, lineJoin: 'round' }), zIndex: 10 }),
  new Style({ stroke: new Stroke({ color: ACCENT, width: 2.6, lineJoin: 'round' }), zIndex: 11 }),
]
const SMALL = 28

const isSmall = (f: FeatureLike, resolution: number): boolean => {
  const [west = 0, south = 0, east = 0, north = 0] = f.getGeometry()?.getExtent() ?? []
  return resolution > 0 && Math.min(east - west, north - south) / resolution < SMALL
}

const pendingEdge = [
  new Style({ stroke: new Stroke({ color: '#FFFFFF', width: 5, lineJoin: 'round' }), zIndex: 8 }),
  new Style({ stroke: new Stroke({ color: ACCENT, width: 2.6, lineDash: [6, 4], lineCap: 'butt', lineJoin: 'round' }), zIndex: 9 }),
]
const pendingChosen = [new Style({ fill: new Fill({ color: 'rgba(26,84,144,0.22)' }), zIndex: 7 }), ...pendingEdge]
const pendingVacant = () => [new Style({ fill: new Fill({ color: redHatch() }), zIndex: 7 }), ...pendingEdge]
const given = new Map<string, Style[]>()

/** Broad bands at 45°, between which is seen what lies below. */
const bands = (colour: string): CanvasPattern | string => {
  const el = document.createElement('canvas')
  el.width = el.height = 12
  const c = el.getContext('2d')
  if (!c) return colour
  c.strokeStyle = colour
  c.lineWidth = 5
  c.beginPath()
  for (const d of [-12, 0, 12]) {
    c.moveTo(d - 3, 15)
    c.lineTo(d + 15, -3)
  }
  c.stroke()
  return c.createPattern(el, 'repeat') ?? colour
}

/**
 * A cell that waits to be given wears the colour of whoever is to have it, in hand or not. Where the map will not show it as theirs
 * yet, as with a later day or another role, whose it is now is seen between bands.
 */
const pendingOf = ({ person, whole }: Waiting, look: Look): Style[] => {
  if (person === null && whole) return pendingVacant()
  const colour = person === null ? '#A8261C' : person === look.person ? handColour : chiefColour(look.wears(person))
  const key = `${colour}|${whole}`
  const known = given.get(key)
  if (known) return known
  const fill = whole ? colour : person === null ? hatch(colour, null, 8) : bands(colour)
  const made = [new Style({ fill: new Fill({ color: fill }), zIndex: 7 }), ...pendingEdge]
  given.set(key, made)
  return made
}

export const highlightStyle = (f: FeatureLike, look: Look, resolution = 0): Style[] | undefined => {
  if (f.get('layer') !== 'cell') return undefined
  const id = Number(f.get('id'))
  const waiting = look.pending.get(id)
  const edge = look.grid === id ? (isSmall(f, resolution) ? selectedSmall : selected) : []
  if (!waiting) return edge.length ? edge : undefined
  if (!look.assigning) return [...pendingChosen, ...edge]
  return [...pendingOf(waiting, look), ...edge]
}

const sites = new Map<object, Style>()

export const siteStyle = (f: FeatureLike, look: Look): Style | undefined => {
  if (f.get('layer') !== 'site' || !look.sites || look.assigning) return undefined
  const n = Number(f.get('n') ?? 1)
  const state = String(f.get('state') ?? '')
  const icon =
    n > 1
      ? clusterIcon(n, Number(f.get('late') ?? 0))
      : siteIcon({
          kind: String(f.get('kind') ?? ''),
          late: Boolean(f.get('late')),
          hollow: state === 'suspended',
          settled: settledIn(state),
        })
  const known = sites.get(icon)
  if (known) return known
  if (sites.size > 2000) sites.clear()
  const style = new Style({ image: icon })
  sites.set(icon, style)
  return style
}
