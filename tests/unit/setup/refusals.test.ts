import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { forOldApi } from '../../../build/setup/compile-sqlite.mjs'
import { requireNode } from '../../../build/setup/node-version.mjs'
import { verify } from '../../../build/setup/registry-electron.mjs'
import { tempFolder } from '../../support/temp-folder.ts'

describe('what set-up refuses', () => {
  test.each(['18.20.4', '20.18.1', '19.9.0'])('Node.js %s is too old', (version) => {
    expect(() => requireNode(version)).toThrow(`this is ${version}`)
  })

  test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node.js %s will do', (version) => {
    expect(() => requireNode(version)).not.toThrow()
  })

  test('an archive that is not the one we know is deleted; the right one is let through', async () => {
    const archive = join(tempFolder(), 'archive.tgz')
    writeFileSync(archive, 'right')
    await verify(archive, `sha512-${createHash('sha512').update('right').digest('base64')}`)
    expect(existsSync(archive)).toBe(true)
    await expect(verify(archive)).rejects.toThrow('nothing installed')
    expect(existsSync(archive)).toBe(false)
  })

  test('a better-sqlite3 that is built in another way is not compiled by guesswork', () => {
    expect(forOldApi("'defines': ['NAPI_VERSION=10', 'X']")).toBe(
      "'defines': ['NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT', 'X']",
    )
    expect(() => forOldApi("'defines': ['NAPI_VERSION=11']")).toThrow('another way')
  })
})
