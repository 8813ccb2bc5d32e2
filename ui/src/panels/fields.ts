// Reading what the office types into the form for a new site.

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
