import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adoptCopy } from '../../../electron/downloads/adopt-copy.ts'
import { holderFolders } from '../../../electron/downloads/holder-folders.ts'
import { findInstalledCopies } from '../../../electron/downloads/installed-copies.ts'
import { type Attempt, DownloadWorkshop, QUICK_LIMITS } from '../../support/download-workshop.ts'

let shop: DownloadWorkshop
let home: string
const idle = new AbortController().signal

beforeEach(async () => {
  shop = await DownloadWorkshop.open()
  home = mkdtempSync(join(tmpdir(), 'agate-home-'))
})
afterEach(async () => {
  rmSync(home, { recursive: true, force: true })
  await shop.close()
})

function put(path: string, body: Buffer = shop.body): string {
  const full = join(home, path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, body)
  return full
}

function find(platform: NodeJS.Platform = 'linux', env: Record<string, string> = {}) {
  const folders = holderFolders({ home, platform, env })
  return findInstalledCopies(folders, [{ id: 'one', ...shop.target }], idle)
}

function adopt(from: string, { signal = idle, surroundings = {}, limits = {} }: Attempt = {}) {
  return adoptCopy({
    from,
    target: shop.target,
    surroundings: { ...shop.surroundings(), ...surroundings },
    limits: { ...QUICK_LIMITS, ...limits },
    signal,
    report: () => undefined,
    log: shop.log,
  })
}

describe('finding models of other programs', () => {
  it.each([
    ['LM Studio', 'linux' as const, '.lmstudio/models/publisher/model/model-Q4.gguf'],
    ['LM Studio', 'win32' as const, '.cache/lm-studio/models/publisher/model/model-Q4.gguf'],
    ['Jan', 'linux' as const, '.config/Jan/data/llamacpp/models/model/model.gguf'],
    ['Jan', 'darwin' as const, 'Library/Application Support/Jan/data/models/model/model.gguf'],
    ['Jan', 'win32' as const, 'AppData/Roaming/Jan/data/cortexcpp/models/hub/model.gguf'],
  ])('finds one of %s on %s by its size', async (holder, platform, path) => {
    put(join(dirname(path), 'another.gguf'), Buffer.from('GGUF'))
    const file = put(path)
    expect(await find(platform)).toEqual([{ id: 'one', holder, path: file }])
  })

  it('finds one of Ollama, and believes a name that says it is another', async () => {
    const file = put(`.ollama/models/blobs/sha256-${shop.target.sha256}`)
    put(`.ollama/models/blobs/sha256-${'0'.repeat(64)}`)
    expect(await find()).toEqual([{ id: 'one', holder: 'Ollama', path: file }])
  })

  it('finds one of a Hugging Face cache once, though it has two names there', async () => {
    const blob = put(`.cache/huggingface/hub/models--a--b/blobs/${shop.target.sha256}`)
    const snapshot = join(home, '.cache/huggingface/hub/models--a--b/snapshots/abc')
    mkdirSync(snapshot, { recursive: true })
    symlinkSync(blob, join(snapshot, 'model.gguf'))
    symlinkSync(join(home, 'gone'), join(snapshot, 'gone.gguf'))
    expect(await find()).toEqual([{ id: 'one', holder: 'Hugging Face', path: blob }])
  })

  it('looks where the environment says that the models are', async () => {
    const ollama = put(`elsewhere/blobs/sha256-${shop.target.sha256}`)
    expect(await find('linux', { OLLAMA_MODELS: join(home, 'elsewhere') })).toMatchObject([{ path: ollama }])
    const cached = put(`cache/hub/models--a--b/blobs/${shop.target.sha256}`)
    expect(await find('linux', { HF_HOME: join(home, 'cache') })).toMatchObject([{ path: cached }])
  })

  it('finds nothing where there is nothing, also not in a folder that leads into itself', async () => {
    mkdirSync(join(home, '.lmstudio/models'), { recursive: true })
    symlinkSync(join(home, '.lmstudio'), join(home, '.lmstudio/models/round'))
    expect(await find()).toEqual([])
  })
})

describe('taking a copy of another program', () => {
  it('gives the same file a second name, and leaves nothing else behind', async () => {
    shop.leavePart(Buffer.from('GGUF'))
    const from = put('.lmstudio/models/a/b/c.gguf')
    expect(await adopt(from)).toEqual({ ok: true, value: 'published' })
    expect(statSync(shop.target.path).ino).toBe(statSync(from).ino)
    expect(shop.files()).toEqual(['model.gguf'])
    expect(shop.server.requests).toEqual([])
  })

  it('takes the file behind a symbolic link, not the link', async () => {
    const blob = put('blobs/x')
    symlinkSync(blob, join(home, 'link.gguf'))
    expect(await adopt(join(home, 'link.gguf'))).toEqual({ ok: true, value: 'published' })
    rmSync(blob)
    expect(readFileSync(shop.target.path).equals(shop.body)).toBe(true)
  })

  it.each(['EXDEV', 'EPERM', 'ENOTSUP'])('copies where a second name cannot be given (%s)', async (code) => {
    const link = () => Promise.reject(Object.assign(new Error(code), { code }))
    const from = put('model.gguf')
    expect(await adopt(from, { surroundings: { link } })).toEqual({ ok: true, value: 'published' })
    expect(statSync(shop.target.path).ino).not.toBe(statSync(from).ino)
    expect(readFileSync(shop.target.path).equals(shop.body)).toBe(true)
    rmSync(shop.target.path)
    const full = { link, freeBytes: () => Promise.resolve(1000) }
    expect(await adopt(from, { surroundings: full })).toMatchObject({ ok: false, error: { code: 'no-space' } })
    expect(shop.files()).toEqual([])
  })

  it('refuses a file of the right size with other bytes, and leaves it as it is', async () => {
    const other = Buffer.alloc(shop.body.length, 1)
    const from = put('other.gguf', other)
    expect(await adopt(from)).toMatchObject({ ok: false, error: { code: 'copy-differs' } })
    expect(readFileSync(from).equals(other)).toBe(true)
    expect(shop.files()).toEqual([])
  })

  it('refuses a file of another size, and one that is gone', async () => {
    expect(await adopt(put('short.gguf', Buffer.from('GGUF')))).toMatchObject({ error: { code: 'copy-differs' } })
    expect(await adopt(join(home, 'gone.gguf'))).toMatchObject({ error: { code: 'source-missing' } })
    expect(shop.files()).toEqual([])
  })

  it('can be stopped', async () => {
    expect(await adopt(put('model.gguf'), { signal: AbortSignal.abort() })).toEqual({ ok: true, value: 'stopped' })
    expect(shop.files()).toEqual([])
  })

  it('never lets a later download write into the other program’s file', async () => {
    const from = put('model.gguf')
    expect(await adopt(from)).toEqual({ ok: true, value: 'published' })
    expect(await shop.download({ target: { sha256: '0'.repeat(64) } })).toMatchObject({ ok: false })
    expect(readFileSync(from).equals(shop.body)).toBe(true)
  })
})
