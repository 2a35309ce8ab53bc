import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assetPath } from '../../../electron/asset-path.ts'

let folder: string
let root: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'agate-assets-')))
  root = join(folder, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
  writeFileSync(join(root, 'assets', 'app.js'), '')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'))
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('assetPath', () => {
  it('serves the page for the root and the files beside it', async () => {
    expect(await assetPath(root, 'app://agate/')).toBe(join(root, 'index.html'))
    expect(await assetPath(root, 'app://agate/assets/app.js?v=1')).toBe(join(root, 'assets', 'app.js'))
  })

  it.each([
    'app://agate/../secret.txt',
    'app://agate/..%2fsecret.txt',
    'app://agate/%2e%2e/secret.txt',
    'app://agate/..%5csecret.txt',
    'app://agate//etc/passwd',
    'app://agate/%2fetc%2fpasswd',
    'app://agate/index.html%00.js',
    'app://agate/link.txt',
    'app://agate/%252e%252e/secret.txt',
    'app://agate/%E0%A4%A',
    'app://other/index.html',
    'app://user@agate/index.html',
    'file:///etc/passwd',
    'nonsense',
  ])('serves nothing for %s', async (url) => {
    expect(await assetPath(root, url)).toBeNull()
  })
})
