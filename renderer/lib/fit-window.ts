/** Tells how high the window has to be for all of `element`, counting what scrolls in it now. */
export function fitWindow(element: HTMLElement, scrolling: string, resize: (height: number) => void): () => void {
  function tell(): void {
    const parts = [...element.querySelectorAll(scrolling)]
    const hidden = parts.reduce((sum, { scrollHeight, clientHeight }) => sum + scrollHeight - clientHeight, 0)
    const height = element.offsetHeight + hidden
    if (height > 0) resize(height)
  }
  const sizes = new ResizeObserver(tell)
  const changes = new MutationObserver(tell)
  sizes.observe(element)
  changes.observe(element, { subtree: true, childList: true, characterData: true })
  return () => {
    sizes.disconnect()
    changes.disconnect()
  }
}
