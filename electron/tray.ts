import { Menu, nativeImage, Tray } from 'electron'
import { join } from 'node:path'
import type { Log } from './log.ts'
import { type TrayActions, trayItems } from './tray-menu.ts'

export interface TrayOptions extends TrayActions {
  /** Folder with the drawn icons. */
  readonly icons: string
  readonly log: Log
  /** Files that were dropped on it; only macOS tells. */
  readonly openDocuments: (paths: readonly string[]) => void
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
    if (process.platform !== 'darwin') tray.on('click', actions.openAgate)
    tray.on('drop-files', (_event, paths) => {
      openDocuments(paths)
    })
    return tray
  } catch (error) {
    log('warn', 'tray.failed', { error })
    return null
  }
}
