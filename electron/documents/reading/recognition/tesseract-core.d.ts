/* The part of Tesseract's interface in WebAssembly that is used here. */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  interface TessBaseAPI {
    /** 0 when all went well. */
    Init(folder: string | null, languages: string, engine: number): number
    SetVariable(name: string, value: string): boolean
    /** Reads “/input”; 1 when it is no picture that can be decoded. */
    SetImageFile(orientation: number, angle: number): number
    /** 0 when all went well. */
    Recognize(monitor: null): number
    GetUTF8Text(): string
    /** From 0 to 100. */
    MeanTextConf(): number
    Clear(): void
  }

  interface TesseractModule {
    FS: { writeFile(path: string, data: Uint8Array): void }
    TessBaseAPI: new () => TessBaseAPI
  }

  interface Options {
    readonly wasmBinary: Uint8Array
    readonly print: (line: string) => void
    readonly printErr: (line: string) => void
  }

  export default function createTesseract(options: Options): Promise<TesseractModule>
}
