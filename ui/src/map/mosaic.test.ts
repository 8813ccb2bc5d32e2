import { describe, expect, it } from 'vitest'
import { lineStrength, mosaicUrl, phase, readMosaic, sizeAt } from './mosaic'
import { TOP_RESOLUTION } from './source'
import type { Look } from './styles'

const look = { colour: 'unresolved', assigning: false, handName: '' } as unknown as Look
const whole = { exact: 512, ratio: 1, scale: 1 }

describe('the address of a mosaic', () => {
  const tiles = 'gw://localhost/tile/{z}/{x}/{y}?v=7&kinds=ruined_wall&unresolved=1'
  it('leaves out what concerns sites and says by what cells are coloured', () => {
    expect(mosaicUrl(tiles, look, whole)).toBe('gw://localhost/mosaic/{z}/{x}/{y}?side=512&px=1.0000&shade=unresolved&v=7')
  })
  it('names the person in hand', () => {
    const url = mosaicUrl(tiles, { ...look, assigning: true, handName: '李强' }, whole)
    expect(url).toBe('gw://localhost/mosaic/{z}/{x}/{y}?side=512&px=1.0000&shade=chief&hand=%E6%9D%8E%E5%BC%BA&v=7')
  })
  it('keeps the days that are looked back to', () => {
    const url = mosaicUrl(`${tiles}&on=2026-10-20&since=2026-09-01`, { ...look, colour: 'change' }, whole)
    expect(url).toBe('gw://localhost/mosaic/{z}/{x}/{y}?side=512&px=1.0000&shade=change&v=7&on=2026-10-20&since=2026-09-01')
  })
})

describe('between two zooms', () => {
  it('pixels are asked for at the size they are shown at', () => {
    const size = sizeAt(TOP_RESOLUTION / 2 ** 10.5, 1)
    expect(size.scale).toBeCloseTo(Math.SQRT2)
    expect(mosaicUrl('gw://localhost/tile/{z}/{x}/{y}?v=7', look, size)).toContain('?side=724&px=1.4142&')
    expect(sizeAt(TOP_RESOLUTION / 2 ** 10, 1.5).exact).toBe(768)
  })
  it('a hatch runs on from tile to tile', () => {
    const exact = 724.077
    for (const x of [3, 500, 511, 512, 700]) {
      const step = Math.round((x + 1 - 512) * exact) - Math.round((x - 512) * exact)
      expect((phase(x, 10, exact) + step) % 24).toBe(phase(x + 1, 10, exact))
    }
  })
})

describe('the bytes of a mosaic', () => {
  it('hold the looks and a number for each pixel', () => {
    const head = new TextEncoder().encode('{"looks":[{"u":3,"vac":true}],"side":4.5} ')
    const bytes = new ArrayBuffer(4 + head.length + 4)
    new DataView(bytes).setUint32(0, head.length, true)
    new Uint8Array(bytes).set(head, 4)
    new DataView(bytes).setUint16(4 + head.length, 0x8001, true)
    const read = readMosaic(bytes)
    expect(read?.looks).toEqual([{ u: 3, vac: true }])
    expect(read?.side).toBe(4.5)
    expect([...(read?.of ?? [])]).toEqual([0x8001, 0])
  })
  it('are none for a tile of outlines', () => {
    expect(readMosaic(new ArrayBuffer(0))).toBeNull()
  })
})

describe('lines between cells', () => {
  it('come up as the cells grow', () => {
    expect([2, 3, 6.5, 10, 40].map(lineStrength)).toEqual([0, 0, 0.5, 1, 1])
  })
})
