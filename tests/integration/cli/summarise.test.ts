import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CommandSink, SummariseRequest } from '../../../electron/cli/command.ts'
import { runSummarise } from '../../../electron/cli/summarise.ts'
import type { SummaryModel } from '../../../electron/summary/summary-work.ts'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import { Summary } from '../../../shared/model/summary.ts'
import { err } from '../../../shared/result.ts'
import { ScriptedSummary } from '../../fakes/documents/scripted-summary.ts'
import { A_MODEL, startDesk } from '../../support/desk-under-test.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { letter } from '../../support/documents/letter.ts'
import { paintedText, scanned } from '../../support/documents/painted-text.ts'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'

let spawn: SpawnRoom
beforeAll(async () => {
  spawn = forkRoom(await buildRoom('room', 'summarise'), () => undefined)
})

const MODEL = { path: '/tiny.gguf', name: 'Tiny', sizeBytes: 1, starter: false }

interface Terminal {
  readonly script?: ScriptedSummary
  readonly noModel?: boolean
  /** What the queue of summaries finds. */
  readonly model?: () => SummaryModel | null
}

function terminal({ script = new ScriptedSummary(), noModel = false, model }: Terminal = {}) {
  const desk = startDesk({ spawn, script, ...(model && { model }) })
  const printed: string[] = []
  const notes: string[] = []
  /** Both, in order. */
  const heard: string[] = []
  const sink: CommandSink = {
    text: (text) => void [heard, printed].map((list) => list.push(text)),
    note: (note) => void [heard, notes].map((list) => list.push(note)),
  }
  const models = {
    current: noModel ? null : { ...MODEL, memory: null },
    borrow: (path: string) => Promise.resolve(err('not-found', `There is no file ${path}.`)),
  }
  const run = (
    request: Partial<SummariseRequest> & Pick<SummariseRequest, 'paths'>,
    signal = new AbortController().signal,
  ) =>
    runSummarise(
      {
        ...{ kind: 'summarise', wish: { mode: 'full', length: 'short', language: null }, ocr: false },
        ...{ password: null, model: null, json: false },
        ...request,
      },
      { documents: desk.desk, summaries: desk.summaries, models },
      sink,
      signal,
    )
  return { ...desk, run, printed, notes, heard, script }
}

function namesOf(printed: readonly string[]): string[] {
  const lines = printed.join('').trimEnd().split('\n').filter(Boolean)
  return lines.map((line) => Summary.parse(JSON.parse(line)).document.name)
}

describe('agate summarise', () => {
  it('prints the summary as Markdown, with progress beside it, and keeps both', async () => {
    const { run, printed, notes, store } = terminal()
    expect(await run({ paths: [letter()] })).toEqual({ exitCode: 0, problem: null, output: '' })
    expect(printed.join('')).toMatch(/^# letter\.pdf\n\n\*Complete: 2 of 2 pages have text/u)
    expect(printed.join('')).toContain('- “Dear Ada,” (p. 1)')
    expect(notes[0]).toBe('letter.pdf: Reading')
    expect(notes.some((note) => note.includes('letter.pdf: Summarising, part 1 of 2, 0 %'))).toBe(true)
    expect(store.conversations.list()).toMatchObject([{ title: 'A letter to Ada', documents: 1 }])
  })

  it('prints one object a line with --json', async () => {
    const { run, printed } = terminal()
    const folder = tempFolder()
    letter(folder, 'a.pdf', 'A')
    letter(folder, 'b.pdf', 'B')
    expect(await run({ paths: [folder], json: true })).toEqual({ exitCode: 0, problem: null, output: '' })
    expect(namesOf(printed)).toEqual(['a.pdf', 'b.pdf'])
  })

  it('prints the object of a document as soon as it is done, before the next one is begun', async () => {
    const { run, heard } = terminal()
    const folder = tempFolder()
    const paths = [letter(folder, 'a.pdf', 'A'), letter(folder, 'b.pdf', 'B')]
    await run({ paths, json: true })
    const [first = -1, second = -1] = heard.flatMap((line, index) => (line.startsWith('{') ? [index] : []))
    const next = heard.indexOf('b.pdf: Reading')
    expect(first).toBeLessThan(next)
    expect(next).toBeLessThan(second)
  })

  it('stops when it is told to, and the same command goes on without reading a part again', async () => {
    const { run, script, documents, notes } = terminal()
    const paths = [letter()]
    script.hold()
    const abort = new AbortController()
    const stopped = run({ paths }, abort.signal)
    await until(() => notes.some((note) => note.includes('Summarising')))
    abort.abort()
    expect(await stopped).toMatchObject({ problem: expect.stringContaining('is kept') as string })
    script.letAll()
    expect((await run({ paths })).exitCode).toBe(0)
    expect(script.read).toEqual([1, 2])
    expect(documents.drawable()).toHaveLength(1)
  })

  it('ends with 4 and the sentence that says why for what is not read, and with what it has for the rest', async () => {
    const { run, printed } = terminal()
    const folder = tempFolder()
    const paths = [letter(folder), join(folder, 'broken.pdf'), join(folder, 'blank.pdf')]
    writeFileSync(join(folder, 'broken.pdf'), '%PDF-1.7')
    writeFileSync(join(folder, 'blank.pdf'), writePdf([textPage([])]))
    const { exitCode, problem } = await run({ paths })
    expect(exitCode).toBe(4)
    expect(problem).toMatch(/“broken\.pdf” is damaged/u)
    expect(problem).toMatch(/no text in “blank\.pdf”/u)
    expect(printed).toHaveLength(1)
  })

  it('reads the pictures of what is locked with its password, and says so where it has none', async () => {
    const { run, printed } = terminal()
    const path = join(tempFolder(), 'scan.pdf')
    const encryption = { lock: 'aes-128', userPassword: 'secret', ownerPassword: 'owner' } as const
    const picture = scanned(await paintedText(['The tenant keeps the rooms clean and pays for water.']))
    writeFileSync(path, writePdf([textPage(['Written as text.']), [picture]], { encryption }))
    const password = 'secret'
    await run({ paths: [path], password })
    const without = await run({ paths: [path], ocr: true })
    expect(without).toMatchObject({ exitCode: 4, problem: expect.stringContaining('Add --password.') as string })
    expect(await run({ paths: [path], ocr: true, password })).toEqual({ exitCode: 0, problem: null, output: '' })
    expect(printed).toHaveLength(3)
    expect(printed[2]).toContain('The tenant')
  })

  it('shows what there is when the engine fails, and ends with 4', async () => {
    const script = new ScriptedSummary()
    const message = 'The engine stopped.'
    script.fails = { after: 1, end: { type: 'failed', code: 'engine', message, summary: null } }
    const { run, printed } = terminal({ script })
    expect(await run({ paths: [letter()] })).toMatchObject({ exitCode: 4, problem: message })
    expect(printed.join('')).toContain('Not complete: 1 of 2')
  })

  it('ends with 3 where there is no model, or not the one that was named', async () => {
    expect(await terminal({ noModel: true }).run({ paths: [letter()] })).toMatchObject({ exitCode: 3 })
    const other = await terminal().run({ paths: [letter()], model: '/other.gguf' })
    expect(other).toMatchObject({ exitCode: 3, problem: 'There is no file /other.gguf.' })
  })

  it('ends with 3 when the model goes away before it begins or while it reads, and keeps what was read', async () => {
    const before = await terminal({ model: () => null }).run({ paths: [letter()] })
    expect(before).toMatchObject({ exitCode: 3, problem: expect.stringContaining('no model any more') as string })
    const script = new ScriptedSummary()
    script.fails = { after: 1, end: { type: 'failed', code: 'no-model', message: 'Gone.', summary: null } }
    const { run } = terminal({
      script,
      model: () => (script.fails === null || script.read.length === 0 ? A_MODEL : null),
    })
    const paths = [letter()]
    expect(await run({ paths })).toMatchObject({ exitCode: 3 })
    script.fails = null
    expect((await run({ paths })).exitCode).toBe(0)
    expect(script.read).toEqual([1, 2])
  })
})
