/** How Agate can press keys for the person on this desktop. */
export interface KeyPresser {
  readonly platform: string
  readonly wayland: boolean
  /** Runs a program: what it printed, or null when it is not there or failed. */
  readonly run: (program: string, args: readonly string[]) => Promise<string | null>
}

/** Looks for the focus of another window this often, with a pause between. */
const TRIES = 40
const PAUSE_MS = 25

/** Why nothing can be typed for the person here, as a whole sentence; null when it can. */
export async function typingObstacle({ platform, wayland, run }: KeyPresser): Promise<string | null> {
  if (platform !== 'linux') return 'Agate does not ask this system for the right to type into other programs.'
  if (wayland) return 'Under Wayland no program may type into another.'
  if ((await run('xdotool', ['version'])) === null) return 'To type for you Agate needs the program xdotool.'
  return null
}

/**
 * Pastes into the program that has the focus after Agate's window was hidden, over what is selected there. False when no
 * other window got the focus. `own` is the number of Agate's window.
 */
export async function pasteElsewhere({ run }: KeyPresser, own: string): Promise<boolean> {
  for (let left = TRIES; left > 0; left -= 1) {
    const active = (await run('xdotool', ['getactivewindow']))?.trim()
    if (active !== undefined && active !== '' && active !== own) {
      return (await run('xdotool', ['key', '--clearmodifiers', 'ctrl+v'])) !== null
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return false
}
