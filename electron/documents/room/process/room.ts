import { join } from 'node:path'
import { readPdfAssets } from './pdf-assets.ts'
import { openPort } from './port.ts'
import { guardRoom } from './room-guard.ts'
import { serveRoom } from './serve-room.ts'

/* The process that reads one document. All its code is loaded by now, and nothing else can be after the guard. */
const pdfAssets = readPdfAssets(join(import.meta.dirname, '../../node_modules/pdfjs-dist'))
guardRoom()
serveRoom(openPort(), pdfAssets, (code) => process.exit(code))
