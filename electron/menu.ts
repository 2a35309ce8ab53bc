import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { WindowCommand } from '../shared/ipc/calls/app.ts'

/**
 * The application menu: the bar on macOS, hidden behind Alt elsewhere. It also is what makes copy, paste and zoom keys
 * work on every system. Keys that the page handles itself are only shown here; the page sees them first.
 */
export function setApplicationMenu(run: (command: WindowCommand) => void): void {
  const command = (name: WindowCommand) => () => {
    run(name)
  }
  const conversation: MenuItemConstructorOptions = {
    label: 'Conversation',
    submenu: [
      { label: 'New chat', accelerator: 'CmdOrCtrl+N', click: command('new-chat') },
      { label: 'Open documents…', accelerator: 'CmdOrCtrl+O', click: command('open-documents') },
      { label: 'Export the summary…', accelerator: 'CmdOrCtrl+E', click: command('export') },
      { label: 'Rename', accelerator: 'F2', registerAccelerator: false, click: command('rename') },
      { label: 'Move to the bin', click: command('delete') },
      { label: 'Quick questions…', click: command('quick-settings') },
      { type: 'separator' },
      { role: process.platform === 'darwin' ? 'close' : 'quit' },
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { label: 'Sidebar', accelerator: 'CmdOrCtrl+B', click: command('toggle-sidebar') },
      { label: 'Models', click: command('models') },
      { label: 'Keys', accelerator: 'F1', registerAccelerator: false, click: command('keys') },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
    ],
  }
  const template: MenuItemConstructorOptions[] = [conversation, { role: 'editMenu' }, view, { role: 'windowMenu' }]
  if (process.platform === 'darwin') template.unshift({ role: 'appMenu' })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
