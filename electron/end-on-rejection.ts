/**
 * A promise that nobody follows ends this process, and main starts another: what waited for it might wait for ever. Node
 * does so by itself, Electron's utility processes only up to 36.
 */
export function endOnUnhandledRejection(): void {
  process.on('unhandledRejection', (error) => {
    process.stderr.write(
      `Unhandled rejection: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    process.exit(1)
  })
}
