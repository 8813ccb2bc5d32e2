// The scale of the view: the bar's length and the denominator.
import { TOP_RESOLUTION } from './source'

/** Metres on the ground per CSS pixel, at a zoom of 512-pixel tiles and a latitude. */
export const groundResolution = (zoom: number, lat: number): number =>
  (TOP_RESOLUTION / 2 ** zoom) * Math.cos((lat * Math.PI) / 180)

/** Denominator at 96 pixels to the inch, rounded to two figures as a map prints it. */
export const denominator = (metresPerPixel: number): number => {
  const raw = metresPerPixel / (0.0254 / 96)
  const step = 10 ** Math.max(0, Math.floor(Math.log10(raw)) - 1)
  return Math.round(raw / step) * step
}

export interface Bar {
  /** Half and whole length, in metres. */
  half: number
  whole: number
  /** Whole length in CSS pixels. */
  width: number
}

/** The longest round bar that is not wider than `room` pixels. */
export const scaleBar = (metresPerPixel: number, room: number): Bar => {
  const most = metresPerPixel * room
  const power = 10 ** Math.floor(Math.log10(most))
  const lead = most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1
  const whole = lead * power
  return { half: whole / 2, whole, width: whole / metresPerPixel }
}

export const metres = (m: number): string => (m >= 1000 ? `${m / 1000} km` : `${m} m`)
