/**
 * Runs something that tells how far it is, as frames for a window: only the newest share waits for a slow reader.
 * Ends with what the work came to.
 */
export async function* progressOf<T>(
  run: (tell: (share: number) => void) => Promise<T>,
): AsyncGenerator<{ readonly share: number }, T, undefined> {
  let share = 0
  let wake: () => void = () => undefined
  const ended = run((done) => {
    share = done
    wake()
  }).then((value) => ({ value }))
  for (;;) {
    const told = new Promise<null>((resolve) => {
      wake = () => resolve(null)
    })
    const next = await Promise.race([ended, told])
    if (next !== null) return next.value
    yield { share }
  }
}
