import { app, BrowserWindow } from 'electron'

/* A window of the app's own Chromium, locked up like Agate's, and nothing behind it: tests put a bridge into its page. */
async function openWindow() {
  const window = new BrowserWindow({
    width: 1280,
    height: 832,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  await window.loadURL('about:blank')
}

app.on('window-all-closed', () => {
  app.quit()
})
// Not awaited here: Electron becomes ready only after this file has run to its end.
app.once('ready', () => void openWindow())
