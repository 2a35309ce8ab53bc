import { describe, expect, it } from 'vitest'
import { syncFolder } from '../../../electron/storage/sync-folder.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** A folder whose sync ends in an error with this code, and whether it was closed. */
function folderWith(code: string) {
  const done = { closed: false }
  const handle = {
    sync: () => Promise.reject(Object.assign(new Error(code), { code })),
    close: () => {
      done.closed = true
      return Promise.resolve()
    },
  }
  return { done, open: () => Promise.resolve(handle) }
}

describe('Bringing the names of a folder to the disk', () => {
  it('is done where the system lets one', async () => {
    await expect(syncFolder(tempFolder())).resolves.toBeUndefined()
  })

  it.each(['EPERM', 'EINVAL'])('is left out where the system never does it: %s', async (code) => {
    const { done, open } = folderWith(code)
    await expect(syncFolder('C:\\models', open)).resolves.toBeUndefined()
    expect(done.closed).toBe(true)
  })

  it('fails where the disk does', async () => {
    const { done, open } = folderWith('EIO')
    await expect(syncFolder('/models', open)).rejects.toThrow('EIO')
    expect(done.closed).toBe(true)
  })
})
