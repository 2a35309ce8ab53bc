import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { build } from 'vite'
import type { DownloadingOrder } from '../fakes/downloading-order.ts'

export interface Ending {
  readonly signal: string | null
  readonly output: string
}

/** tests/fakes/downloading-process.ts as a program that Node can run. */
export class DownloadingProgram {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async build(): Promise<DownloadingProgram> {
    const folder = mkdtempSync(join(tmpdir(), 'agate-downloading-'))
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: resolve('tests/fakes/downloading-process.ts'),
        outDir: folder,
        target: 'node20.18',
        rollupOptions: { output: { format: 'esm', entryFileNames: 'downloading.mjs' } },
      },
    })
    return new DownloadingProgram(folder)
  }

  /** Runs it to its end; `shell` is what a shell does first. */
  async run(
    order: DownloadingOrder,
    { shell = '', env = {} }: { readonly shell?: string; readonly env?: Record<string, string> } = {},
  ): Promise<Ending> {
    const command = `${shell} exec "$0" "$1"`
    const child = spawn('sh', ['-c', command, process.execPath, join(this.#folder, 'downloading.mjs')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    })
    const exit = once(child, 'exit')
    child.stdin.end(JSON.stringify(order))
    const output = await text(child.stdout)
    const [, signal] = (await exit) as [number | null, string | null]
    return { signal, output }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
