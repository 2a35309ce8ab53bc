import { app, BrowserWindow } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/* Runs inside Electron: Chromium draws the drawing at each size. */

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

const drawing = readFileSync(process.argv.at(-1) ?? '', 'utf8')
// Not awaited at the top level: "ready" comes only after this module.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false })
  await window.loadURL('data:text/html,<title>icons</title>')
  for (const size of SIZES) {
    const png = await window.webContents.executeJavaScript(`(${draw})(${JSON.stringify(drawing)}, ${size})`)
    writeFileSync(join(import.meta.dirname, '..', `${size}x${size}.png`), Buffer.from(png, 'base64'))
  }
  app.exit(0)
})

/* global document, Image -- `draw` runs in the page. */
async function draw(svg, size) {
  const image = new Image(size, size)
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size })
  canvas.getContext('2d').drawImage(image, 0, 0, size, size)
  return canvas.toDataURL('image/png').split(',')[1]
}
