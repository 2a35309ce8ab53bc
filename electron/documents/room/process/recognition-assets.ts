import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { RecognitionLanguage } from '../../../../shared/model/document.ts'
import type { PdfAssets } from '../../reading/reader.ts'
import type { RecognitionAssets } from '../../reading/recognition/recogniser.ts'

/** Tesseract and the data of the languages, all at once, for later this process has no files: 3 MB and about 3 MB each. */
export function readRecognitionAssets(modules: string, languages: readonly RecognitionLanguage[]): RecognitionAssets {
  const data = (code: string) => join(modules, '@tesseract.js-data', code, '4.0.0_best_int', `${code}.traineddata.gz`)
  return {
    program: new Uint8Array(readFileSync(join(modules, 'tesseract.js-core/tesseract-core-simd-lstm.wasm'))),
    languages: new Map(languages.map((code) => [code, new Uint8Array(gunzipSync(readFileSync(data(code))))])),
  }
}

/** The PDF library's decoders for JPEG 2000 and JBIG2: pages are scanned in both. */
export function readImageDecoders(modules: string): PdfAssets {
  const names = ['openjpeg.wasm', 'jbig2.wasm']
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(join(modules, 'pdfjs-dist/wasm', name)))]))
}
