import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { tinyGemma } from '../../support/gguf/tiny-gemma.ts'

const FOLDER = join(tmpdir(), `agate-tiny-models-${String(process.pid)}`)
let written = false

/** The folder with the models that the tests generate, or one without any. */
export function tinyModels(kind: 'models' | 'empty' = 'models'): string {
  const folder = join(FOLDER, kind)
  mkdirSync(folder, { recursive: true })
  if (kind === 'models' && !written) {
    const scripted = tinyGemma({ behaviour: 'scripted' })
    writeFileSync(join(folder, 'scripted.gguf'), scripted)
    writeFileSync(
      join(folder, 'abort.gguf'),
      tinyGemma({ behaviour: 'scripted', without: ['gemma2.feed_forward_length'] }),
    )
    writeFileSync(join(folder, 'truncated.gguf'), scripted.subarray(0, Math.floor(scripted.length * 0.6)))
    written = true
  }
  return folder
}
