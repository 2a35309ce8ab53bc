import { existsSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { OpenedCopies } from '../../../electron/documents/desk/opened-copies.ts'
import { smallDisk } from '../../support/small-disk.ts'
import { tempFolder } from '../../support/temp-folder.ts'

it('Copies are deleted although another program holds one of them', async (context) => {
  const folder = tempFolder()
  const copies = new OpenedCopies(folder)
  const written = []
  for (let count = 0; count < 5; count += 1) written.push(await copies.write('letter.pdf', Buffer.from('A letter')))
  // The first that would be deleted: a folder that is a disk cannot be.
  const held = `${folder}/${readdirSync(folder)[0] ?? ''}`
  const release = smallDisk(held, 1)
  if (release === null) return context.skip('This user may not mount a disk.')
  try {
    await expect(copies.clear()).rejects.toMatchObject({ code: 'EBUSY' })
    expect(written.map((path) => dirname(path)).filter((path) => existsSync(path))).toEqual([held])
  } finally {
    release()
  }
})
