/**
 * Scrolls `element` to the middle of `scroller`, and nothing else: `scrollIntoView` also moves the window's frame, which
 * nobody can scroll back.
 */
export function centreIn(scroller: Element, element: Element): void {
  const { top, height } = element.getBoundingClientRect()
  const view = scroller.getBoundingClientRect()
  scroller.scrollTop += top + height / 2 - (view.top + view.height / 2)
}
