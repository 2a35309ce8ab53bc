import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Summary } from '../../shared/model/summary.ts'
import { expect, test } from './support/agate.ts'
import { ChatPage } from './support/chat-page.ts'
import { writePaper } from './support/papers.ts'
import { tinyModels } from './support/tiny-models.ts'

const settings = { modelPath: join(tinyModels(), 'scripted.gguf') }

test('summarise prints the summary alone on stdout, keeps it, and is instant the second time', async ({
  agate,
}, info) => {
  const paper = writePaper(info.outputPath('paper.pdf'))
  const first = await agate.run(['summarise', '--json', paper], { settings })
  expect(first.stderr).toContain('paper.pdf: ')
  const summary = Summary.parse(JSON.parse(first.stdout))
  expect(summary).toMatchObject({
    document: { name: 'paper.pdf', kind: 'pdf', pages: 2 },
    pages: [
      { page: 1, verdict: 'read' },
      { page: 2, verdict: 'read' },
    ],
    complete: true,
  })
  expect(summary.parts.done).toBe(summary.parts.total)
  expect(summary.points.every(({ citations }) => citations.length > 0)).toBe(true)
  expect(first.code).toBe(0)
  const again = await agate.run(['summarise', paper])
  expect(again.code).toBe(0)
  expect(again.stdout).toMatch(/^# paper\.pdf\n\n\*Complete: 2 of 2 pages have text, and all of it was read\.\*\n/u)
  expect(agate.database.summaries()).toEqual([{ state: 'done' }])
})

test('summarise works through the Agate that is open, which shows the document', async ({ agate }, info) => {
  const { page } = await agate.open({ settings })
  const { code, stdout } = await agate.run([
    'summarise',
    '--overview',
    '--length',
    'short',
    writePaper(info.outputPath('paper.pdf')),
  ])
  expect(stdout).toContain('Quick overview')
  expect(code).toBe(0)
  await expect(new ChatPage(page).conversations).toHaveText(/The bridge/u)
})

test('summarise --language asks for the summary in that language', async ({ agate }, info) => {
  const scenario = {
    replies: [
      { match: 'Write in German.', tokens: ['- Der Rat hat die Brücke gemessen. [1]\n'] },
      { match: 'Write in the language of the text.', tokens: ['- The council measured the bridge. [1]\n'] },
    ],
  }
  const paper = writePaper(info.outputPath('paper.pdf'), { pages: 1, lines: 3 })
  const german = await agate.run(['summarise', '--language', 'de', paper], { scenario, settings })
  expect(german.code).toBe(0)
  expect(german.stdout).toContain('Der Rat hat die Brücke gemessen.')
  const english = await agate.run(['summarise', paper], { scenario, settings })
  expect(english.code).toBe(0)
  expect(english.stdout).toContain('The council measured the bridge.')
  expect(english.stdout).not.toContain('Rat')
})

test('summarise takes folders and several files, and ends with 4 and the reason when one is not read', async ({
  agate,
}, info) => {
  const folder = info.outputPath('papers')
  writePaper(join(folder, 'one.pdf'), { title: 'One' })
  mkdirSync(join(folder, 'more'))
  writeFileSync(join(folder, 'more', 'broken.pdf'), '%PDF-1.7')
  const outcome = await agate.run(['summarise', '--json', folder, join(folder, 'gone.txt')], { settings })
  expect(outcome.code).toBe(4)
  expect(
    outcome.stdout
      .trim()
      .split('\n')
      .map((line) => Summary.parse(JSON.parse(line)).document.name),
  ).toEqual(['one.pdf'])
  expect(outcome.stderr).toMatch(/“broken\.pdf” is damaged or not complete/u)
  expect(outcome.stderr).toMatch(/“gone\.txt” is not there any more/u)
})

test('summarise ends with 2 for bad use and with 3 without a model', async ({ agate }, info) => {
  const paper = writePaper(info.outputPath('paper.pdf'))
  const badUse = await agate.run(['summarise', '--length', 'huge', paper])
  expect(badUse).toMatchObject({ code: 2, stdout: '' })
  const noModel = await agate.run(['summarise', paper], { modelFolder: tinyModels('empty') })
  expect(noModel).toMatchObject({ code: 3, stdout: '' })
  expect(noModel.stderr).toMatch(/model/u)
})

test('Ctrl C ends with 130 and keeps every part, and the same command goes on', async ({ agate }, info) => {
  const paper = writePaper(info.outputPath('paper.pdf'), { pages: 40 })
  const stopped = await agate.run(['summarise', paper], { settings, interruptAt: /Summarising, part [2-9]/u })
  expect(stopped).toMatchObject({ code: 130, stdout: '' })
  const kept = agate.database.notes()
  expect(kept).not.toEqual([])
  const again = await agate.run(['summarise', paper], { settings })
  expect(again.code).toBe(0)
  expect(again.stdout).toContain('Complete: 40 of 40 pages')
  expect(agate.database.notes().slice(0, kept.length)).toEqual(kept)
})
