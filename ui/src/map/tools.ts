// The tools that take many cells at once: a brush dragged over them, a lasso, a box.
import type { Coordinate } from 'ol/coordinate'
import type { Polygon } from 'ol/geom'
import DragBox from 'ol/interaction/DragBox'
import Draw from 'ol/interaction/Draw'
import type Interaction from 'ol/interaction/Interaction'
import PointerInteraction from 'ol/interaction/Pointer'
import type MapBrowserEvent from 'ol/MapBrowserEvent'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import type { Tool } from '../lib/mode'

interface Asked {
  tool: () => Tool | null
  cell: (at: Coordinate) => number | null
  /** The cells at places where `cell` knows none; null where there is none. */
  cells: (at: Coordinate[]) => Promise<(number | null)[]>
  /** What takes the cells of a stroke that is made now. */
  painting: () => (cells: number[]) => void
  ringed: (ring: Coordinate[]) => void
}

/** Pixels between two looks under a dragged brush: narrower than any cell worth hitting. */
const STEP = 4

const primary = (e: MapBrowserEvent) => (e.originalEvent as PointerEvent).button === 0

const brush = (asked: Asked): PointerInteraction => {
  let last: Coordinate | null = null
  let seen = new Set<number>()
  let give: (cells: number[]) => void = () => undefined
  const along = (e: MapBrowserEvent) => {
    const [x1 = 0, y1 = 0] = e.pixel
    const [x0 = x1, y0 = y1] = last ?? []
    const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / STEP))
    const fresh: number[] = []
    const unknown: Coordinate[] = []
    const stroke = seen
    const add = (id: number, into: number[]) => {
      if (stroke.has(id)) return
      stroke.add(id)
      into.push(id)
    }
    for (let i = 1; i <= steps; i++) {
      const at = e.map.getCoordinateFromPixel([x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * i) / steps])
      const id = at ? asked.cell(at) : null
      if (id !== null) add(id, fresh)
      else if (at) unknown.push(at)
    }
    last = [x1, y1]
    const take = give
    if (fresh.length) take(fresh)
    void asked.cells(unknown).then((ids) => {
      const later: number[] = []
      for (const id of ids) if (id !== null) add(id, later)
      if (later.length) take(later)
    })
  }
  return new PointerInteraction({
    handleDownEvent: (e) => {
      if (asked.tool() !== 'paint' || !primary(e)) return false
      last = null
      seen = new Set()
      give = asked.painting()
      along(e)
      return true
    },
    handleDragEvent: along,
    handleUpEvent: () => false,
  })
}

const lasso = (asked: Asked): Draw => {
  const draw = new Draw({
    type: 'Polygon',
    freehand: true,
    condition: (e) => asked.tool() === 'lasso' && primary(e),
    freehandCondition: () => asked.tool() === 'lasso',
    style: [
      new Style({ stroke: new Stroke({ color: '#FFFFFF', width: 5 }) }),
      new Style({ fill: new Fill({ color: 'rgba(26,84,144,0.10)' }), stroke: new Stroke({ color: '#1A5490', width: 2.6, lineDash: [6, 4] }) }),
    ],
  })
  draw.on('drawend', (e) => {
    const ring = (e.feature.getGeometry() as Polygon).getCoordinates()[0] ?? []
    if (ring.length >= 4) asked.ringed(ring)
  })
  return draw
}

const box = (asked: Asked): DragBox => {
  const drag = new DragBox({ className: 'tool-box', condition: (e) => asked.tool() === 'box' && primary(e) })
  drag.on('boxend', () => asked.ringed(drag.getGeometry().getCoordinates()[0] ?? []))
  return drag
}

export const toolInteractions = (asked: Asked): Interaction[] => {
  const draw = lasso(asked)
  // A lasso that listens draws its sketch point under the pointer, so it sleeps until its tool is taken.
  const wake = new PointerInteraction({
    handleEvent: (e) => {
      draw.setActive(asked.tool() === 'lasso')
      return e.originalEvent !== undefined
    },
  })
  draw.setActive(false)
  return [brush(asked), box(asked), draw, wake]
}
