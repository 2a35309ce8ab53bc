import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { paintedText, scanned } from '../support/documents/painted-text.ts'
import { textPage, writePdf } from '../support/documents/write-pdf.ts'
import { expect, test } from './support/agate.ts'
import { writePaper } from './support/papers.ts'
import { tinyModels } from './support/tiny-models.ts'

const settings = { modelPath: join(tinyModels(), 'scripted.gguf') }
const UNEXPECTED = /unexpected|Error/u

for (const [phase, interruptAt, more] of [
  ['the text is taken out', /paper\.pdf: Reading/u, []],
  ['the first part is read', /Summarising, part 1 /u, []],
  ['an overview is made', /Summarising, part 1 /u, ['--overview']],
  ['the notes are put together', /Putting together/u, []],
] as const) {
  test(`Ctrl C while ${phase} ends with 130, and the same command goes on`, async ({ agate }, info) => {
    const paper = writePaper(info.outputPath('paper.pdf'), { pages: 12 })
    const stopped = await agate.run(['summarise', ...more, paper], { settings, interruptAt })
    expect(stopped).toMatchObject({ code: 130, stdout: '' })
    expect(stopped.stderr).not.toMatch(UNEXPECTED)
    const kept = agate.database.notes()
    if (phase === 'the notes are put together') expect(kept).not.toEqual([])
    const again = await agate.run(['summarise', ...more, paper], { settings })
    expect(again.code).toBe(0)
    expect(agate.database.notes().slice(0, kept.length)).toEqual(kept)
  })
}

test('--ocr reads the pictures of a document, and Ctrl C meanwhile keeps what was recognised', async ({
  agate,
}, info) => {
  const page = scanned(await paintedText(['The tenant keeps the rooms clean and pays for water.']))
  const scan = info.outputPath('scan.pdf')
  writeFileSync(scan, writePdf([[page], [page], [page]]))
  const without = await agate.run(['summarise', scan], { settings })
  expect(without).toMatchObject({ code: 4, stdout: '' })
  expect(without.stderr).toContain('recognise their text first')
  const stopped = await agate.run(['summarise', '--ocr', scan], { settings, interruptAt: /Recognising/u })
  expect(stopped).toMatchObject({ code: 130, stdout: '' })
  expect(stopped.stderr).not.toMatch(UNEXPECTED)
  const again = await agate.run(['summarise', '--ocr', '--json', scan], { settings })
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout)).toMatchObject({ complete: true, pages: [1, 2, 3].map(() => ({ verdict: 'ocr' })) })
})

test('--password opens a locked PDF; without it, or with another, that is said', async ({ agate }, info) => {
  const locked = info.outputPath('locked.pdf')
  const encryption = { lock: 'aes-256', userPassword: 'opensesame', ownerPassword: 'the owner' } as const
  writeFileSync(locked, writePdf([textPage(['Nobody but you reads this, says the office.'])], { encryption }))
  const without = await agate.run(['summarise', locked], { settings })
  expect(without).toMatchObject({ code: 4, stdout: '' })
  expect(without.stderr).toContain('Add --password')
  const wrong = await agate.run(['summarise', '--password', 'sesame', locked], { settings })
  expect(wrong).toMatchObject({ code: 4, stdout: '' })
  expect(wrong.stderr).toMatch(/password/u)
  const right = await agate.run(['summarise', '--password', 'opensesame', locked], { settings })
  expect(right.code).toBe(0)
  expect(right.stdout).toMatch(/^\*Complete: .*[\s\S]*Nobody but you reads this/mu)
})
