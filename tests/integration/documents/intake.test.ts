import { mkdirSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeIn } from '../../../electron/documents/desk/intake.ts'
import { KeptBytes } from '../../../electron/documents/desk/kept-bytes.ts'
import { tempFolder } from '../../support/temp-folder.ts'

function folderOf(count: number, name: string): { readonly path: string } {
  const path = join(tempFolder(), name)
  mkdirSync(path)
  for (let at = 0; at < count; at++) writeFileSync(join(path, `${at}.txt`), `Text ${at}`)
  return { path }
}

function taken(inputs: readonly { readonly path: string }[]) {
  const tools = { kept: new KeptBytes(tempFolder()), newId: randomUUID }
  return takeIn(inputs, { conversationId: randomUUID(), summarise: false }, tools)
}

describe('Folders that are dropped together', () => {
  it('share what is taken at once: one that comes after the last place is left out with one sentence', async () => {
    const file = { path: join(folderOf(1, 'single').path, '0.txt') }
    const full = folderOf(1000, 'A')
    const sentence = '“C” was left out: 1,000 documents are taken at once.'
    for (const [before, count] of [
      [[full], 1000],
      [[full, file], 1001],
    ] as const) {
      const { attachments, remarks } = await taken([...before, folderOf(3, 'C')])
      expect(attachments).toHaveLength(count)
      expect(remarks).toEqual([sentence])
    }
  })

  it('take from the last what there is place for, and say that it holds more', async () => {
    const { attachments, remarks } = await taken([folderOf(999, 'A'), folderOf(3, 'C')])
    expect(attachments.map(({ name }) => name).slice(-2)).toEqual(['998.txt', '0.txt'])
    expect(remarks).toEqual([
      '“C” holds more than 1 documents; the first 1 by name were taken. Add the others separately.',
    ])
  })
})
