import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { fetchVerified, isWhole } from '../../../build/setup/starter-model.mjs'
import { tempFolder } from '../../support/temp-folder.ts'

const MODEL = 'a small model'
const WHOLE = { bytes: MODEL.length, sha256: createHash('sha256').update(MODEL).digest('hex') }

const source = (name: string, sent: string) => ({
  name,
  fetchTo: (place: string) => writeFile(place, sent),
})
const unreachable = { name: 'a far server', fetchTo: () => Promise.reject(new Error('fetch failed')) }

describe('getting the starter model', () => {
  let folder = ''
  let place = ''
  beforeEach(() => {
    folder = tempFolder()
    place = join(folder, 'model.gguf')
  })

  test('takes the next source when one cannot be reached', async () => {
    await fetchVerified(place, WHOLE.sha256, [unreachable, source('a near one', MODEL)])
    expect(readFileSync(place, 'utf8')).toBe(MODEL)
  })

  test('deletes a file with another hash, whoever sent it, and tries the next source', async () => {
    await fetchVerified(place, WHOLE.sha256, [source('a liar', 'a bad model!!'), source('a near one', MODEL)])
    expect(readFileSync(place, 'utf8')).toBe(MODEL)
  })

  test('keeps nothing when no source has the right file, and names them all', async () => {
    const sources = [unreachable, source('a liar', 'a bad model!!')]
    await expect(fetchVerified(place, WHOLE.sha256, sources)).rejects.toThrow(/a far server or a liar/u)
    expect(existsSync(place)).toBe(false)
  })

  test('a file that is missing, too short or changed is not whole', async () => {
    expect(await isWhole(place, WHOLE)).toBe(false)
    writeFileSync(place, MODEL.slice(1))
    expect(await isWhole(place, WHOLE)).toBe(false)
    writeFileSync(place, MODEL)
    expect(await isWhole(place, WHOLE)).toBe(true)
    writeFileSync(place, MODEL.toUpperCase())
    // A second later: the clock of a file system may be coarse.
    utimesSync(place, new Date(), new Date(Date.now() + 1000))
    expect(await isWhole(place, WHOLE)).toBe(false)
  })

  test('a file that was found whole is not read again while its size, time and inode stay', async () => {
    writeFileSync(place, MODEL)
    const { mtime } = statSync(place)
    utimesSync(place, mtime, mtime)
    expect(await isWhole(place, WHOLE)).toBe(true)
    // The same bytes in number, the same time and inode: only reading it would tell.
    writeFileSync(place, MODEL.toUpperCase())
    utimesSync(place, mtime, mtime)
    expect(await isWhole(place, WHOLE)).toBe(true)
  })
})
