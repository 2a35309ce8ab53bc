import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compareDigest } from '../../../electron/downloads/file-digest.ts'
import { sha256 } from '../../support/download-workshop.ts'
import { tempFolder } from '../../support/temp-folder.ts'

it('A file is the same as its checksum, or another, or cannot be read to its end', async () => {
  const path = join(tempFolder(), 'one.gguf')
  const body = Buffer.from('GGUF and more')
  writeFileSync(path, body)
  const { signal } = new AbortController()
  expect(await compareDigest(path, sha256(body), { signal })).toBe('same')
  expect(await compareDigest(path, sha256(Buffer.from('GGUF')), { signal })).toBe('other')
  expect(await compareDigest(`${path}.gone`, sha256(body), { signal })).toBe('unreadable')
  expect(await compareDigest(path, sha256(body), { signal: AbortSignal.abort() })).toBe('unreadable')
})
