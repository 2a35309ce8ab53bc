import { describe, expect, it } from 'vitest'
import { maxHeight, placeOn, screenAt, screenUnder, type Screen } from '../../../electron/quick/placement.ts'

const screen = (id: number, x: number, y: number, width: number, height: number): Screen => ({
  id,
  workArea: { x, y, width, height },
})
const DESK = screen(1, 0, 30, 1920, 1050)
const LEFT = screen(2, -1280, -200, 1280, 1024)

describe('The screen of a quick question', () => {
  it('is the one with the cursor, also where coordinates are negative', () => {
    expect(screenAt({ x: 500, y: 500 }, [DESK, LEFT])).toBe(DESK)
    expect(screenAt({ x: -5, y: -150 }, [DESK, LEFT])).toBe(LEFT)
  })

  it('is the nearest when the cursor is on a bar or between screens', () => {
    expect(screenAt({ x: 960, y: 10 }, [LEFT, DESK])).toBe(DESK)
    expect(screenAt({ x: -1400, y: 0 }, [DESK, LEFT])).toBe(LEFT)
  })

  it('is none when there is none', () => {
    expect(screenAt({ x: 0, y: 0 }, [])).toBeNull()
  })
})

describe('The place of the quick window', () => {
  it('is in the middle of the upper part', () => {
    expect(placeOn(DESK, 110, null)).toEqual({ x: 620, y: 240, width: 680, height: 110 })
  })

  it('is where it was left, on each screen', () => {
    expect(placeOn(LEFT, 110, { x: 100, y: 50 })).toMatchObject({ x: -1180, y: -150 })
  })

  it('is on the screen when the screen it was left on has shrunk', () => {
    const small = screen(3, 0, 0, 800, 600)
    const { x, y, width, height } = placeOn(small, 400, { x: 1500, y: 900 })
    expect(x + width).toBeLessThanOrEqual(800)
    expect(y + height).toBeLessThanOrEqual(600)
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
  })

  it('leaves room for the answer to grow below, so that the field never moves', () => {
    const place = placeOn(DESK, 110, { x: 0, y: 5000 })
    expect(place.y - DESK.workArea.y + maxHeight(DESK)).toBeLessThanOrEqual(DESK.workArea.height)
  })

  it('fits onto a tiny screen', () => {
    const tiny = screen(4, 0, 0, 320, 200)
    const { x, y, width, height } = placeOn(tiny, 5000, null)
    expect([x >= 0, x + width <= 320, y >= 0, y + height <= 200]).toEqual([true, true, true, true])
  })
})

describe('An open quick window whose screens change', () => {
  it('goes to the nearest screen when its own is unplugged', () => {
    const onLeft = placeOn(LEFT, 300, null)
    const here = screenUnder(onLeft, [DESK])
    expect(here).toBe(DESK)
    const { x, y } = placeOn(DESK, 300, null)
    expect(x >= 0 && y >= DESK.workArea.y).toBe(true)
  })

  it('stays on its screen when another one is unplugged, also where that moves all coordinates', () => {
    const moved = { ...DESK, workArea: { ...DESK.workArea, x: 1280 } }
    expect(screenUnder(placeOn(moved, 110, null), [moved])).toBe(moved)
  })

  it('has no place while there is no screen', () => {
    expect(screenUnder(placeOn(DESK, 110, null), [])).toBeNull()
  })
})
