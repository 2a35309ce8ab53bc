import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasReadableExtension } from '../../../electron/documents/reading/detect-kind.ts'
import { ownArguments, parseInvocation } from '../../../electron/cli/invocation.ts'

const parse = (...args: string[]) => parseInvocation(args, '1.2.3', '/home/me')

describe('parseInvocation', () => {
  it('opens the window when nothing is asked', () => {
    expect(parse()).toEqual({ kind: 'window', open: 'main', documents: [] })
  })

  it('opens only the quick window, or nothing, when that is asked', () => {
    expect(parse('--quick-ask')).toEqual({ kind: 'window', open: 'quick', documents: [] })
    expect(parse('--ozone-platform=x11', '--hidden')).toEqual({ kind: 'window', open: 'nothing', documents: [] })
  })

  it('ignores the switches that Chromium or a desktop puts before the first word', () => {
    expect(parse('--no-sandbox', '--ozone-platform=x11')).toEqual({ kind: 'window', open: 'main', documents: [] })
    expect(parse('--inspect=0', 'ask', 'hello')).toMatchObject({ kind: 'command', request: { text: 'hello' } })
  })

  it('opens files in the window, as a desktop asks for them', () => {
    expect(parse('--no-sandbox', 'report.pdf', '/tmp/notes.txt')).toEqual({
      kind: 'window',
      open: 'main',
      documents: ['/home/me/report.pdf', '/tmp/notes.txt'],
    })
  })

  it('opens files that a desktop names by their addresses', () => {
    expect(parse('file:///tmp/water%20report.pdf')).toMatchObject({ documents: ['/tmp/water report.pdf'] })
  })

  it('refuses the address of a file on another computer in words', () => {
    expect(parse('file://server/share/a.pdf')).toMatchObject({ kind: 'bad-use' })
  })

  it('is offered by desktops only for files that it reads', () => {
    const description = readFileSync(join(import.meta.dirname, '../../../electron-builder.yml'), 'utf8')
    const offered = [...description.matchAll(/\bext: (\w+)/gu)].map(([, extension = '']) => extension)
    expect(offered.length).toBeGreaterThan(10)
    expect(offered.filter((extension) => !hasReadableExtension(`a.${extension}`))).toEqual([])
  })

  it('takes what is to be summarised, and how', () => {
    const args = [
      '--length',
      'short',
      '--language',
      'pt-br',
      '--overview',
      '--ocr',
      '--password',
      'x',
      '--json',
      'a.pdf',
      '/b',
    ]
    expect(parse('summarise', ...args)).toEqual({
      kind: 'command',
      request: {
        kind: 'summarise',
        paths: ['/home/me/a.pdf', '/b'],
        wish: { mode: 'overview', length: 'short', language: 'pt-BR' },
        ocr: true,
        password: 'x',
        model: null,
        json: true,
      },
    })
  })

  it('joins the words of a question that was not quoted', () => {
    expect(parse('ask', 'name', 'three', 'colours')).toEqual({
      kind: 'command',
      request: { kind: 'ask', text: 'name three colours', model: null, json: false },
    })
  })

  it('takes a model file relative to the folder it was typed in', () => {
    expect(parse('ask', '--model', 'tiny.gguf', '--json', 'hi')).toEqual({
      kind: 'command',
      request: { kind: 'ask', text: 'hi', model: '/home/me/tiny.gguf', json: true },
    })
  })

  it('takes a question that begins with a dash after two dashes', () => {
    expect(parse('ask', '--', '-5 + 3?')).toMatchObject({ request: { text: '-5 + 3?' } })
  })

  it.each([
    [['ask']],
    [['ask', '  ']],
    [['ask', '--modle', 'x', 'hi']],
    [['ask', '--model']],
    [['asc', 'hi']],
    [['summarise']],
    [['summarise', '--length', 'huge', 'a.pdf']],
    [['summarise', '--language', 'no language', 'a.pdf']],
    [['summarise', '--model', '', 'a.pdf']],
    [['bench', 'it']],
    [['bench', '--rounds', '0']],
    [['bench', '--rounds', 'many']],
    [['bench', '--model']],
    [['models', 'list', 'gemma']],
    [['models', 'download', 'gemma', 'mistral']],
    [['models', 'import', 'a.gguf', 'b.gguf']],
    [['models', 'remove', 'Gemma', '2', '2B']],
    [['models', 'check', 'Gemma', '2', '2B']],
  ])('calls %j bad use and says what to try', (args) => {
    const invocation = parse(...args)
    expect(invocation.kind).toBe('bad-use')
    expect(invocation).toHaveProperty('message', expect.stringMatching(/agate/u))
  })

  it('reads what to measure, and how often', () => {
    expect(parse('bench')).toEqual({
      kind: 'command',
      request: { kind: 'bench', model: null, rounds: 3, json: false },
    })
    expect(parse('bench', '--json', '--model', 'tiny.gguf', '--rounds', '5')).toEqual({
      kind: 'command',
      request: { kind: 'bench', model: '/home/me/tiny.gguf', rounds: 5, json: true },
    })
  })

  it('reads what to do with models', () => {
    expect(parse('models', 'list', '--json')).toEqual({
      kind: 'command',
      request: { kind: 'models', action: 'list', json: true },
    })
    expect(parse('models', 'download', 'gemma-2-2b-q4-k-m', '--accept-licence')).toMatchObject({
      request: { action: 'download', id: 'gemma-2-2b-q4-k-m', acceptLicence: true },
    })
    for (const args of [['models'], ['models', 'download'], ['models', 'eat', 'x'], ['models', 'list', '--yaml']]) {
      expect(parse(...args).kind).toBe('bad-use')
    }
  })

  it('prints its version and its help', () => {
    expect(parse('--version')).toEqual({ kind: 'print', text: '1.2.3\n' })
    expect(parse('--help')).toMatchObject({ kind: 'print', text: expect.stringContaining('agate ask') as string })
    expect(parse('ask', '--help')).toMatchObject({ kind: 'print' })
  })
})

describe('ownArguments', () => {
  it('leaves out the program', () => {
    expect(ownArguments(['/opt/Agate/agate', 'ask', 'hi'], true)).toEqual(['ask', 'hi'])
  })

  it("leaves out the checkout's folder, wherever the switches stand", () => {
    expect(ownArguments(['electron', '--no-sandbox', '/home/me/agate', 'ask', 'hi'], false)).toEqual([
      '--no-sandbox',
      'ask',
      'hi',
    ])
  })
})
