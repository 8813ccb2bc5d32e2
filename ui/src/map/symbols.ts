// Symbols of sites and clusters as small pictures, drawn once each at twice their size for sharp edges.
import Icon from 'ol/style/Icon'

const INK = '#1C242B'
const LATE = '#A8261C'
const MUTED = '#5C6973'
const SHARP = 2

const canvas = (side: number, draw: (c: CanvasRenderingContext2D) => void): HTMLCanvasElement => {
  const el = document.createElement('canvas')
  el.width = side * SHARP
  el.height = side * SHARP
  const c = el.getContext('2d')
  if (c) {
    c.scale(SHARP, SHARP)
    draw(c)
  }
  return el
}

const WALL = 'M2 15V8h3V5h3v3h2V3h4v6h2v6z'
const DIAMOND = 'M8.5 3.5l6 6-6 6-6-6z'
const TRIANGLE = 'M15.5 0.5l3.2 5.4h-6.4z'

/** How a site ended that nothing is to be done about any more. */
export type Settled = 'accepted' | 'dismissed'
export const settledIn = (state: string | null): Settled | null => (state === 'accepted' || state === 'dismissed' ? state : null)

/** A tick for what was accepted, a cross for what was dismissed: on paper without colours a paler ink alone would be lost. */
export const ENDS = { accepted: 'M-3 0l2.1 2.1L3.4-2.6', dismissed: 'M-2.4-2.4l4.8 4.8M2.4-2.4l-4.8 4.8' } as const

export interface Symbol {
  kind: string
  late: boolean
  hollow: boolean
  /** Shown only when the filter asks for them. */
  settled: Settled | null
}

/** Draws a site's symbol into an 18 px square; used by the map and its legend alike. */
export const drawSymbol = (c: CanvasRenderingContext2D, s: Symbol) => {
  const ink = s.settled ? MUTED : s.late ? LATE : INK
  c.lineJoin = 'round'
  if (s.kind === 'dry_toilet') {
    const ring = new Path2D()
    ring.arc(8.5, 9.5, 5.4, 0, Math.PI * 2)
    c.fillStyle = '#FFFFFF'
    c.strokeStyle = '#FFFFFF'
    c.lineWidth = 5
    c.stroke(ring)
    c.fill(ring)
    c.strokeStyle = ink
    c.lineWidth = 2
    if (s.hollow) c.setLineDash([2.6, 1.8])
    c.stroke(ring)
    c.setLineDash([])
    if (!s.settled) {
      c.beginPath()
      c.arc(8.5, 9.5, 2, 0, Math.PI * 2)
      c.fillStyle = ink
      c.fill()
    }
  } else {
    const shape = new Path2D(s.kind === 'ruined_wall' ? WALL : DIAMOND)
    c.strokeStyle = '#FFFFFF'
    c.lineWidth = 4.4
    c.stroke(shape)
    c.fillStyle = s.hollow || s.settled ? '#FFFFFF' : ink
    c.fill(shape)
    c.strokeStyle = ink
    c.lineWidth = 1.4
    c.stroke(shape)
  }
  if (s.settled) {
    c.save()
    c.translate(s.kind === 'ruined_wall' ? 9 : 8.5, s.kind === 'ruined_wall' ? 11 : 9.5)
    c.strokeStyle = ink
    c.lineWidth = 1.6
    c.lineCap = 'round'
    c.stroke(new Path2D(ENDS[s.settled]))
    c.restore()
  }
  if (s.late) {
    const mark = new Path2D(TRIANGLE)
    c.strokeStyle = '#FFFFFF'
    c.lineWidth = 2
    c.stroke(mark)
    c.fillStyle = LATE
    c.fill(mark)
  }
}

/** Radius of a cluster's disc in CSS pixels: grows slowly with its count. */
export const clusterRadius = (n: number): number => (n < 10 ? 11 : n < 100 ? 13 : n < 1000 ? 15.5 : 18)

/** A count that fits its disc: 1,234 becomes 1.2k. */
export const short = (n: number): string =>
  n < 1000 ? String(n) : n < 10_000 ? `${(Math.floor(n / 100) / 10).toFixed(1)}k` : `${Math.floor(n / 1000)}k`

export const drawCluster = (c: CanvasRenderingContext2D, side: number, n: number, share: number) => {
  const r = clusterRadius(n)
  const m = side / 2
  c.beginPath()
  c.arc(m, m, r, 0, Math.PI * 2)
  c.fillStyle = '#FFFFFF'
  c.fill()
  c.strokeStyle = INK
  c.lineWidth = 1.2
  c.stroke()
  if (share > 0) {
    c.beginPath()
    c.arc(m, m, r - 0.6, -Math.PI / 2, -Math.PI / 2 + Math.PI * 2 * share)
    c.strokeStyle = LATE
    c.lineWidth = 3
    c.stroke()
  }
  c.fillStyle = INK
  c.font = `700 ${n < 10 ? 13 : 12}px "Noto Sans CJK SC", "Microsoft YaHei", sans-serif`
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.fillText(short(n), m, m + 0.5)
}

const icons = new Map<string, Icon>()

const cached = (key: string, side: number, draw: (c: CanvasRenderingContext2D) => void): Icon => {
  const known = icons.get(key)
  if (known) return known
  if (icons.size > 2000) icons.clear()
  const icon = new Icon({ img: canvas(side, draw), scale: 1 / SHARP, declutterMode: 'obstacle' })
  icons.set(key, icon)
  return icon
}

export const siteIcon = (s: Symbol): Icon =>
  cached(`s|${s.kind}|${s.late}|${s.hollow}|${s.settled}`, 22, (c) => {
    c.translate(2, 2)
    drawSymbol(c, s)
  })

export const clusterIcon = (n: number, late: number): Icon => {
  // Sixteenths are as fine as an arc of this size can show; one late site among many must still be seen.
  const sixteenths = late <= 0 ? 0 : late >= n ? 16 : Math.min(15, Math.max(1, Math.round((late / n) * 16)))
  const side = clusterRadius(n) * 2 + 4
  return cached(`c|${short(n)}|${sixteenths}`, side, (c) => drawCluster(c, side, n, sixteenths / 16))
}
