import { BrowserWindow, dialog } from 'electron'

/** The system's file dialog, over the window that asked. */
export async function pickModelFile(): Promise<string | null> {
  const options = {
    title: 'Choose a model file',
    filters: [
      { name: 'GGUF models', extensions: ['gguf'] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile' as const],
  }
  const parent = BrowserWindow.getFocusedWindow()
  const { filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
  return filePaths[0] ?? null
}
