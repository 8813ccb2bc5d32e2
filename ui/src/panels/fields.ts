// Reading what the office types into the forms.

/** "102.1, 36.5", "102.1 36.5" or "102.1，36.5": longitude then latitude. */
export function readPlace(text: string): [number, number] | null {
  const parts = text.trim().split(/[\s,，;；]+/)
  if (parts.length !== 2) return null
  const [lon, lat] = parts.map((p) => (/^-?\d+(\.\d+)?°?$/.test(p) ? Number.parseFloat(p) : Number.NaN)) as [number, number]
  return Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null
}

/** Written the wrong way round: latitude first, as phones and map sites show it. */
export function swapped(text: string): [number, number] | null {
  const parts = text.trim().split(/[\s,，;；]+/).map((p) => Number.parseFloat(p))
  const [a, b] = parts as [number, number]
  return parts.length === 2 && Math.abs(a) < 60 && b > 70 && b < 140 ? [b, a] : null
}

/** What is written, as the year, the month and the day that it means; none where it is no date at all. */
function datePieces(text: string, today: string): [string, string, string] | null {
  const t = text.trim()
  const whole = /^(\d{4})(\d{2})(\d{2})$/.exec(t) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(t)
  const short = whole ? null : /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(t)
  const [y, m, d] = whole ? whole.slice(1) : short ? [today.slice(0, 4), ...short.slice(1)] : []
  return y && m && d ? [y, m, d] : null
}

const inOrder = (y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`

/**
 * A date as people write it (`2026-11-30`, `2026/11/30`, `2026年11月30日`, `20261130`, `11-30` of this year) as
 * YYYY-MM-DD; empty when nothing is written, null when it is no day of the calendar.
 */
export function readDate(text: string, today: string): string | null {
  if (!text.trim()) return ''
  const pieces = datePieces(text, today)
  if (!pieces) return null
  const [y, m, d] = pieces
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)))
  const iso = inOrder(y, m, d)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso ? iso : null
}

/** The day that is written and that no calendar has, in the order of YYYY-MM-DD; null where it is no date at all, or one. */
export function noSuchDay(text: string, today: string): string | null {
  const pieces = readDate(text, today) === null ? datePieces(text, today) : null
  if (!pieces) return null
  return inOrder(...pieces)
}

// The office writes these into the file in its own language, whichever the window speaks.
export const SOURCES = ['巡查', '省级评审反馈', '群众举报', '普查'] as const
export const AREAS = ['城中村', '城乡结合部', '老旧小区', '背街小巷', '其他'] as const
