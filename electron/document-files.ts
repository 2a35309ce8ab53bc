import { BrowserWindow, dialog, shell } from 'electron'
import { parse } from 'node:path'
import type { DocumentSystem } from './ipc/document-handlers.ts'

const FORMATS = {
  markdown: { name: 'Markdown', extensions: ['md'] },
  json: { name: 'JSON', extensions: ['json'] },
} as const

/** The system's dialogs, file manager and programs, over the window that asked. */
export const documentFiles: DocumentSystem = {
  async pickDocuments() {
    const options = { title: 'Choose documents', properties: ['openFile' as const, 'multiSelections' as const] }
    const parent = BrowserWindow.getFocusedWindow()
    const { canceled, filePaths } = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options))
    return canceled || filePaths.length === 0 ? null : filePaths
  },
  async pickSummaryFile(format, documentName) {
    const { name, extensions } = FORMATS[format]
    const options = {
      title: 'Save the summary',
      defaultPath: `${parse(documentName).name} (summary).${extensions[0]}`,
      filters: [{ name, extensions: [...extensions] }],
    }
    const parent = BrowserWindow.getFocusedWindow()
    const { canceled, filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options))
    return canceled || filePath === '' ? null : filePath
  },
  reveal: (path) => shell.showItemInFolder(path),
  // It resolves to what went wrong, in the words of the system.
  open: async (path) => (await shell.openPath(path)) === '',
}
