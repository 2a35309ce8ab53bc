import { Menu, nativeImage, Tray } from 'electron'
import { join } from 'node:path'
import type { Log } from './log.ts'
import { followTray, type TrayListeners } from './tray-events.ts'
import { type TrayActions, trayItems } from './tray-menu.ts'

export interface TrayOptions extends TrayActions, TrayListeners {
  /** Folder with the drawn icons. */
  readonly icons: string
  readonly log: Log
}

/**
 * Agate in the desktop's tray. Linux desktops without one show nothing and do not say so; nothing of Agate may therefore
 * be reached by the tray alone.
 */
export function createTray({ icons, log, openDocuments, ...actions }: TrayOptions): Tray | null {
  // macOS paints a template in the colour of its bar; elsewhere bars may be light or dark, so the icon has its own colours.
  const file = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'
  try {
    const tray = new Tray(nativeImage.createFromPath(join(icons, file)))
    tray.setToolTip('Agate')
    tray.setContextMenu(Menu.buildFromTemplate(trayItems(actions)))
    followTray(tray, { openAgate: actions.openAgate, openDocuments }, process.platform)
    return tray
  } catch (error) {
    log('warn', 'tray.failed', { error })
    return null
  }
}
