import { app, BrowserWindow } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/* Runs inside Electron: Chromium draws the drawing at each size. */

const resources = process.argv.at(-1) ?? ''
const icon = readFileSync(join(resources, 'icon.svg'), 'utf8')
const template = readFileSync(join(resources, 'tray/template.svg'), 'utf8')

/** What is drawn, in which size, into which file. */
const PICTURES = [
  ...[16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => ({
    drawing: icon,
    size,
    file: join(import.meta.dirname, '..', `${size}x${size}.png`),
  })),
  { drawing: icon, size: 24, file: join(resources, 'tray/tray.png') },
  { drawing: icon, size: 48, file: join(resources, 'tray/tray@2x.png') },
  { drawing: template, size: 16, file: join(resources, 'tray/trayTemplate.png') },
  { drawing: template, size: 32, file: join(resources, 'tray/trayTemplate@2x.png') },
]

// Not awaited at the top level: "ready" comes only after this module.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false })
  await window.loadURL('data:text/html,<title>icons</title>')
  for (const { drawing, size, file } of PICTURES) {
    const png = await window.webContents.executeJavaScript(`(${draw})(${JSON.stringify(drawing)}, ${size})`)
    writeFileSync(file, Buffer.from(png, 'base64'))
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
