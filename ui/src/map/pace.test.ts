import type { FrameState } from 'ol/Map'
import { expect, test, vi } from 'vitest'
import { Pace } from './pace'

const frame = (index: number) => ({ index, animate: false }) as FrameState

test('a frame does work until its time is used up, and asks for another frame when work is put off', () => {
  let now = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
  const pace = new Pace()
  const [one, two] = [frame(1), frame(2)]
  expect(pace.over(one)).toBe(false)
  pace.take(() => (now += 15))
  expect(pace.over(one)).toBe(false)
  expect(one.animate).toBe(false)
  pace.take(() => (now += 15))
  expect(pace.over(one)).toBe(true)
  expect(one.animate).toBe(true)
  expect(pace.over(two)).toBe(false)
  clock.mockRestore()
})
