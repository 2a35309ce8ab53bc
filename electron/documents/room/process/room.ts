import { join } from 'node:path'
import { languagesIn } from '../room-arguments.ts'
import { endOnUnhandledRejection } from '../../../end-on-rejection.ts'
import { readPdfAssets } from './pdf-assets.ts'
import { openPort } from './port.ts'
import { readImageDecoders, readRecognitionAssets } from './recognition-assets.ts'
import { guardRoom } from './room-guard.ts'
import { serveRoom } from './serve-room.ts'

/* The process that reads one document. All its code is loaded by now, and nothing else can be after the guard. */
const modules = join(import.meta.dirname, '../../node_modules')
const languages = languagesIn(process.argv)
const pdfAssets = readPdfAssets(join(modules, 'pdfjs-dist'))
const recognition =
  languages.length === 0
    ? null
    : { assets: readRecognitionAssets(modules, languages), decoders: readImageDecoders(modules) }
endOnUnhandledRejection()
guardRoom()
serveRoom(openPort(), { pdfAssets, recognition }, (code) => process.exit(code))
