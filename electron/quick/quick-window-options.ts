import { PAGE_PREFERENCES } from '../page-preferences.ts'
import { QUICK_WIDTH } from './placement.ts'

const FIRST_HEIGHT = 110

export interface QuickWindowLooks {
  readonly preload: string
  readonly platform: NodeJS.Platform
  readonly backgroundColor: string
  readonly devTools: boolean
}

/** How Electron makes the small window: above all others, without a frame, and in no list of windows. */
export function quickWindowOptions({ preload, platform, backgroundColor, devTools }: QuickWindowLooks) {
  return {
    width: QUICK_WIDTH,
    height: FIRST_HEIGHT,
    show: false,
    frame: false,
    // Else X11 does not let the page follow when the window grows with its answer. Without a frame nobody can drag it.
    resizable: true,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    title: 'Agate, quick question',
    // On macOS only a panel comes up over full-screen programs, and leaves the other program the active one.
    ...(platform === 'darwin' ? { type: 'panel' } : {}),
    backgroundColor,
    webPreferences: {
      preload,
      ...PAGE_PREFERENCES,
      devTools,
    },
  }
}
