import { expect, it, vi } from 'vitest'
import { readCopied, readSelected } from '../../../electron/quick/clipboard.ts'

type Read = (kind?: string) => unknown

/** Electron's, as one of its versions has it. */
const system = vi.hoisted((): { clipboard: unknown } => ({ clipboard: null }))
vi.mock('electron', () => ({
  get clipboard() {
    return system.clipboard
  },
}))

/** The older one answers at once, the newer one promises. */
const VERSIONS = [
  { name: 'an older Electron', clipboardOf: (readText: Read) => ({ readText }) },
  {
    name: 'a newer Electron',
    clipboardOf: (read: Read) => {
      const readText = (kind?: string) => new Promise((resolve) => resolve(read(kind)))
      return { readText: () => readText(), selection: { readText: () => readText('selection') } }
    },
  },
]

it.each(VERSIONS)('what is copied and what is selected is read with $name', async ({ clipboardOf }) => {
  system.clipboard = clipboardOf((kind) => (kind === 'selection' ? 'selected' : 'copied'))
  expect(await Promise.all([readSelected('linux'), readCopied()])).toEqual(['selected', 'copied'])
  expect(await readSelected('darwin')).toBe('')
})

it.each(VERSIONS)('a clipboard that cannot be read with $name holds nothing', async ({ clipboardOf }) => {
  system.clipboard = clipboardOf(() => {
    throw new Error('The owner of the selection does not answer')
  })
  expect(await Promise.all([readSelected('linux'), readCopied()])).toEqual(['', ''])
})
