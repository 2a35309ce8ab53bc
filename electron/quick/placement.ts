export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Screen {
  readonly id: number
  /** What windows may cover, without bars and docks. */
  readonly workArea: Area
}

export interface Point {
  readonly x: number
  readonly y: number
}

export const QUICK_WIDTH = 680
/** Share of the screen that the window grows to before its answer scrolls. */
const HEIGHT_SHARE = 0.6
/** Where its upper edge is when nobody moved it. */
const TOP_SHARE = 0.2
const MARGIN = 8

/** The screen that the cursor is on; between screens, the nearest. Null when there is none. */
export function screenAt(cursor: Point, screens: readonly Screen[]): Screen | null {
  const byDistance = [...screens].sort((a, b) => distance(cursor, a.workArea) - distance(cursor, b.workArea))
  return byDistance[0] ?? null
}

/** The screen that most of a window's middle is on, after screens came, went or moved. Null when there is none. */
export function screenUnder({ x, y, width, height }: Area, screens: readonly Screen[]): Screen | null {
  return screenAt({ x: x + width / 2, y: y + height / 2 }, screens)
}

/** Most height on this screen. */
export function maxHeight({ workArea }: Screen): number {
  return Math.max(120, Math.round(workArea.height * HEIGHT_SHARE))
}

/**
 * Where the window goes: where it was left on this screen, else in the middle of its upper part; always whole on the
 * screen, however small that is or has become. `left` is measured from the work area's corner.
 */
export function placeOn(screen: Screen, height: number, left: Point | null): Area {
  const { workArea } = screen
  const width = Math.min(QUICK_WIDTH, Math.max(280, workArea.width - 2 * MARGIN))
  const tall = Math.min(Math.max(height, 60), maxHeight(screen))
  const wished = left ?? { x: (workArea.width - width) / 2, y: workArea.height * TOP_SHARE }
  const x = clamp(wished.x, MARGIN, workArea.width - width - MARGIN)
  // There is room for the answer below, so that the window grows downwards and its field never moves.
  const y = clamp(wished.y, MARGIN, workArea.height - maxHeight(screen) - MARGIN)
  return {
    x: Math.round(workArea.x + x),
    y: Math.round(workArea.y + y),
    width: Math.round(width),
    height: Math.round(tall),
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)))
}

function distance({ x, y }: Point, { x: left, y: top, width, height }: Area): number {
  const dx = Math.max(left - x, 0, x - (left + width))
  const dy = Math.max(top - y, 0, y - (top + height))
  return Math.hypot(dx, dy)
}
