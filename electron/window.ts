import { app, BrowserWindow, nativeTheme } from 'electron'
import type { Settings } from '../shared/model/settings.ts'
import { APP_ORIGIN } from './ipc/trusted-sender.ts'
import type { Log } from './log.ts'
import type { SettingsService } from './settings/settings-service.ts'

const PAPER = { light: '#fdfcfa', dark: '#191613' } as const

/** The page follows the system's colours, and the system follows the setting. */
export function followTheme(settings: SettingsService): void {
  const apply = ({ theme }: Settings) => {
    nativeTheme.themeSource = theme
  }
  settings.onChange(apply)
  apply(settings.get())
}

/** The main window; shown once it is painted, so that nobody sees an empty frame. */
function openMainWindow(preload: string, log: Log): void {
  const window = new BrowserWindow({
    width: 1160,
    height: 780,
    minWidth: 420,
    minHeight: 420,
    show: false,
    title: 'Agate',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log('error', 'window.gone', { reason })
    // The page comes back with everything that was saved; only its own normal end is left alone.
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload()
  })
  void window.loadURL(`${APP_ORIGIN}/`)
}

/** Brings the main window to the front; opens it when it was closed. */
export function showMainWindow(preload: string, log: Log): void {
  const window = BrowserWindow.getAllWindows()[0]
  if (window) raise(window)
  else openMainWindow(preload, log)
}

function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
