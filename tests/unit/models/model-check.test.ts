import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identifyModel } from '../../../electron/models/known-models.ts'
import { checkModelFile } from '../../../electron/models/model-check.ts'
import { tinyGemma } from '../../support/gguf/tiny-gemma.ts'

let folder: string
const whole = tinyGemma({ behaviour: 'scripted' })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agate-models-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** A file that is right but for the bytes at `offset`. */
function changed(offset: number, bytes: readonly number[]): Buffer {
  const copy = Buffer.from(whole)
  copy.set(bytes, offset)
  return copy
}

const HUGE = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]

describe('checkModelFile', () => {
  it('accepts a model and calls it what its file says', async () => {
    const path = write('tiny.gguf', whole)
    expect(await checkModelFile(path)).toMatchObject({
      ok: true,
      value: { path, name: 'Tiny Gemma 2, scripted', sizeBytes: whole.length, starter: false },
    })
  })

  it('calls a model by its file when the file has no name inside', async () => {
    const bytes = tinyGemma({ behaviour: 'scripted', without: ['general.name'] })
    expect(await checkModelFile(write('my-own.GGUF', bytes))).toMatchObject({ ok: true, value: { name: 'my-own' } })
  })

  it('knows Gemma 2 2B by its geometry', () => {
    const values = new Map<string, string | number>([
      ['general.architecture', 'gemma2'],
      ['general.name', 'some upload'],
      ['gemma2.block_count', 26],
      ['gemma2.embedding_length', 2304],
    ])
    const header = { version: 3, values, types: new Map(), lists: new Map(), tensors: new Map() }
    expect(identifyModel(header, 1_708_582_752, 'upload.gguf')).toEqual({ name: 'Gemma 2 2B', starter: false })
  })

  it.each([
    ['not-found', 'a file that is not there', () => join(folder, 'missing.gguf')],
    ['not-found', 'a path through a file', () => join(write('plain.gguf', 'x'), 'below.gguf')],
    ['empty', 'an empty file', () => write('empty.gguf', '')],
    ['not-gguf', 'a text', () => write('text.gguf', 'Once upon a time')],
    ['not-gguf', 'three bytes', () => write('three.gguf', 'GGU')],
    ['truncated', 'the first four bytes alone', () => write('magic.gguf', 'GGUF')],
    ['truncated', 'a file cut inside its header', () => write('cut-header.gguf', whole.subarray(0, 5000))],
    ['truncated', 'a file cut inside its tensors', () => write('cut.gguf', whole.subarray(0, whole.length / 2))],
    ['truncated', 'a file that lacks its last byte', () => write('last.gguf', whole.subarray(0, whole.length - 1))],
    ['unsupported', 'an unknown version', () => write('version.gguf', changed(4, [99, 0, 0, 0]))],
    ['unsupported', 'an absurd number of tensors', () => write('tensors.gguf', changed(8, HUGE))],
    ['unsupported', 'an absurd number of values', () => write('values.gguf', changed(16, HUGE))],
    ['unsupported', 'an absurd length of a key', () => write('key.gguf', changed(24, HUGE))],
    [
      'unsupported',
      'a file without a vocabulary',
      () => write('bare.gguf', tinyGemma({ behaviour: 'scripted', without: ['tokenizer.ggml.tokens'] })),
    ],
  ] as const)('refuses as %s %s', async (code, _what, make) => {
    const result = await checkModelFile(make())
    expect(result).toMatchObject({ ok: false, error: { code } })
    if (!result.ok) expect(result.error.message).toMatch(/^“.+\. Nothing was changed\.$/u)
  })

  it('refuses a folder', async () => {
    const path = join(folder, 'folder.gguf')
    mkdirSync(path)
    expect(await checkModelFile(path)).toMatchObject({ ok: false, error: { code: 'not-a-file' } })
  })

  it('never throws and never takes long, whichever single byte of the header is wrong', async () => {
    for (let offset = 0; offset < 1200; offset += 7) {
      const path = write('flipped.gguf', changed(offset, [(whole[offset] ?? 0) ^ 0xff]))
      expect(typeof (await checkModelFile(path)).ok).toBe('boolean')
    }
  })

  it('refuses a file that cannot be read', async () => {
    const path = join(folder, `${'long'.repeat(500)}.gguf`)
    expect(await checkModelFile(path)).toMatchObject({ ok: false, error: { code: 'unreadable' } })
  })
})
