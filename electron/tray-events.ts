/** What is listened to of Electron's tray. */
export interface TrayEvents {
  on(event: 'click', listener: () => void): unknown
  on(event: 'drop-files', listener: (event: unknown, paths: readonly string[]) => void): unknown
}

export interface TrayListeners {
  readonly openAgate: () => void
  /** Files that were dropped on it; only macOS tells. */
  readonly openDocuments: (paths: readonly string[]) => void
}

/** On macOS a click opens the menu, and nothing else. */
export function followTray(
  tray: TrayEvents,
  { openAgate, openDocuments }: TrayListeners,
  platform: NodeJS.Platform,
): void {
  if (platform !== 'darwin') tray.on('click', openAgate)
  tray.on('drop-files', (_event, paths) => {
    openDocuments(paths)
  })
}
