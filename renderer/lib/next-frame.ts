/** Longest wait when nothing is painted: a hidden or minimised window gets no animation frames. */
const FALLBACK_MS = 100

/** The moment after the next paint, or soon when the window does not paint. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      resolve()
    }
    const frame = requestAnimationFrame(done)
    const timer = setTimeout(done, FALLBACK_MS)
  })
}
