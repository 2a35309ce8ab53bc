/** Tells how high the window has to be for all of `element`, counting what scrolls in it now. */
export function fitWindow(element: HTMLElement, scrolling: string, resize: (height: number) => void): () => void {
  function tell(): void {
    const parts = [...element.querySelectorAll(scrolling)]
    const hidden = parts.reduce((sum, { scrollHeight, clientHeight }) => sum + scrollHeight - clientHeight, 0)
    // Not its own height, which ends with the window: what cannot shrink reaches beyond it.
    const height = element.scrollHeight + hidden
    if (height > 0) resize(height)
  }
  const sizes = new ResizeObserver(tell)
  const changes = new MutationObserver(tell)
  sizes.observe(element)
  changes.observe(element, { subtree: true, childList: true, characterData: true })
  // A change of the zoom is one of the window's size.
  addEventListener('resize', tell)
  return () => {
    removeEventListener('resize', tell)
    sizes.disconnect()
    changes.disconnect()
  }
}
