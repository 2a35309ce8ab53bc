import createTesseract from 'tesseract.js-core/tesseract-core-simd-lstm.js'
import { orientationOf } from './orientation.ts'

/** What Tesseract needs, as bytes, for it has no files here: its program, and the data of each language by its code. */
export interface RecognitionAssets {
  readonly program: Uint8Array
  readonly languages: ReadonlyMap<string, Uint8Array>
}

export interface RecognisedText {
  readonly text: string
  /** How sure Tesseract is on average, from 0 to 100. */
  readonly confidence: number
}

export interface Recogniser {
  /** Reads the letters of an image file: PNG, JPEG, GIF, WebP, BMP, TIFF or Netpbm. Null when it cannot be decoded. */
  read(picture: Uint8Array, dotsPerInch: number | null): RecognisedText | null
}

/** Tesseract's newer engine, which knows letters by neural nets. */
const LSTM_ONLY = 1

export async function openRecogniser({ program, languages }: RecognitionAssets): Promise<Recogniser> {
  const silent = () => undefined
  const tesseract = await createTesseract({ wasmBinary: program, print: silent, printErr: silent })
  for (const [code, data] of languages) tesseract.FS.writeFile(`${code}.traineddata`, data)
  const api = new tesseract.TessBaseAPI()
  if (api.Init(null, [...languages.keys()].join('+'), LSTM_ONLY) !== 0) throw new Error('Tesseract does not begin')
  return {
    read: (picture, dotsPerInch) => {
      tesseract.FS.writeFile('/input', picture)
      // Zero lets it guess.
      api.SetVariable('user_defined_dpi', String(dotsPerInch ?? 0))
      if (api.SetImageFile(orientationOf(picture), 0) === 1) return null
      if (api.Recognize(null) !== 0) return null
      const recognised = { text: api.GetUTF8Text(), confidence: api.MeanTextConf() }
      api.Clear()
      return recognised
    },
  }
}
