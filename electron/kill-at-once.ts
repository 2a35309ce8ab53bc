import type { UtilityProcess } from 'electron'

/** `child.kill()` asks politely, which a process that is stopped or spins never hears. */
export function killAtOnce(child: UtilityProcess): void {
  if (child.pid === undefined) {
    // It has not begun yet, or has ended.
    child.once('spawn', () => killAtOnce(child))
    return
  }
  try {
    process.kill(child.pid, 'SIGKILL')
  } catch {
    // It ended by itself in this moment; its exit is on the way.
  }
}
