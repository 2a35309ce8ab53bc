import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { CommandRequest } from './command.ts'
import { parseSummarise, type SummariseParse } from './parse-summarise.ts'

export type WindowWish = 'main' | 'quick' | 'nothing'

export type Invocation =
  /** `open`: the main window, only the quick window, or nothing before the hotkey is pressed. `documents`: absolute paths. */
  | { readonly kind: 'window'; readonly open: WindowWish; readonly documents: readonly string[] }
  | { readonly kind: 'command'; readonly request: CommandRequest }
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'bad-use'; readonly message: string }

export const USAGE = `Agate: a private assistant on your own computer

  agate                    open the window
  agate --quick-ask        open the small window for a quick question
  agate --hidden           start without a window, for the hotkey
  agate ask "question"     answer here, and keep the conversation
        --model FILE       answer with another GGUF file
        --json             print one JSON object instead of the text
  agate FILE…              open documents in the window
  agate summarise FILE…    summarise documents, or those in a folder, here
        --length LENGTH    short, medium or long
        --language TAG     for instance de; the document's own if left out
        --overview         quickly, from selected sentences
        --ocr              recognise the text of pictures
        --password WORD    for a locked document
        --model FILE       summarise with another GGUF file
        --json             print one JSON object for each document
  agate models list        models that can be had, and what of them is here
  agate models download ID fetch one; again to go on where it stopped
        --accept-licence   agree to the terms that its owner asks for
  agate models import FILE take a GGUF file in
        --link             leave it where it is, and only remember it
  agate models remove NAME remove a model; a file elsewhere is only forgotten
  agate models check NAME  look whether a model is sound, and compare its checksum
        --json             print JSON
  agate bench              measure the model's speed, beside the library alone
        --model FILE       measure another GGUF file
        --rounds N         how often, 3 if left out
        --json             print one JSON object instead of the table
  agate --version
  agate --help
`

/**
 * What the person asked Agate to do. Chromium's own switches stand before the first word and are not ours to judge:
 * a desktop may add any of them.
 */
export function parseInvocation(args: readonly string[], version: string, workingFolder: string): Invocation {
  if (args.includes('--help') && args[0]?.startsWith('-') === true) return { kind: 'print', text: USAGE }
  if (args.includes('--version') && args[0]?.startsWith('-') === true) return { kind: 'print', text: `${version}\n` }
  const start = args.findIndex((arg) => !arg.startsWith('-'))
  const command = args[start]
  if (command === undefined) return { kind: 'window', open: windowWish(args), documents: [] }
  const rest = args.slice(start + 1)
  try {
    if (command === 'ask') return parseAsk(rest, workingFolder)
    if (command === 'summarise') return invocationOf(parseSummarise(rest, workingFolder))
    if (command === 'models') return parseModels(rest, workingFolder)
    if (command === 'bench') return parseBench(rest, workingFolder)
    if (LOOKS_LIKE_A_FILE.test(command)) return openFiles([command, ...rest], workingFolder)
    return badUse(`Agate does not know "${command}". Try: agate --help`)
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ', 1)[0] : String(error)
    return badUse(`${reason ?? 'That cannot be read'}. Try: agate --help`)
  }
}

/** A desktop's “Open with” gives paths; a word without a dot or a slash is more likely a command that is not known. */
const LOOKS_LIKE_A_FILE = /[./\\]/u

function openFiles(args: readonly string[], workingFolder: string): Invocation {
  const files = args.filter((arg) => !arg.startsWith('-')).map((arg) => fileOf(arg, workingFolder))
  return { kind: 'window', open: 'main', documents: files }
}

/** Desktops that follow `%U` of a desktop entry give addresses of files instead of paths. */
function fileOf(arg: string, workingFolder: string): string {
  return URL.canParse(arg) && new URL(arg).protocol === 'file:' ? fileURLToPath(arg) : resolve(workingFolder, arg)
}

function invocationOf(parsed: SummariseParse): Invocation {
  if (parsed.kind === 'bad-use') return parsed
  return parsed.kind === 'help' ? { kind: 'print', text: USAGE } : { kind: 'command', request: parsed.request }
}

function windowWish(args: readonly string[]): WindowWish {
  if (args.includes('--quick-ask')) return 'quick'
  return args.includes('--hidden') ? 'nothing' : 'main'
}

function badUse(message: string): Invocation {
  return { kind: 'bad-use', message }
}

function parseAsk(args: readonly string[], workingFolder: string): Invocation {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { model: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean' } },
  })
  if (values.help === true) return { kind: 'print', text: USAGE }
  const text = positionals.join(' ')
  if (text.trim() === '') return badUse('There is no question. Try: agate ask "Name three colours."')
  if (values.model === '') return badUse('There is no file after --model. Try: agate --help')
  const model = values.model === undefined ? null : absolute(values.model, workingFolder)
  return { kind: 'command', request: { kind: 'ask', text, model, json: values.json } }
}

function parseBench(args: readonly string[], workingFolder: string): Invocation {
  const { values } = parseArgs({
    args: [...args],
    options: {
      model: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true) return { kind: 'print', text: USAGE }
  if (values.model === '') return badUse('There is no file after --model. Try: agate --help')
  if (!/^[1-9]\d?$/u.test(values.rounds)) return badUse('Rounds are a number from 1 to 99. Try: agate bench --rounds 3')
  const model = values.model === undefined ? null : absolute(values.model, workingFolder)
  return { kind: 'command', request: { kind: 'bench', model, rounds: Number(values.rounds), json: values.json } }
}

function parseModels(args: readonly string[], workingFolder: string): Invocation {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'accept-licence': { type: 'boolean', default: false },
      link: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true) return { kind: 'print', text: USAGE }
  const [action, id, ...more] = positionals
  const { json } = values
  if (action === 'list') {
    if (id !== undefined) return badUse('All models are listed, without a name. Try: agate models list')
    return { kind: 'command', request: { kind: 'models', action, json } }
  }
  if (id === undefined || id === '') return badUse('Say what to do with which model. Try: agate models list')
  if (more.length > 0) return badUse('One model at a time; put a name with spaces in quotes. Try: agate models list')
  if (action === 'download') {
    return { kind: 'command', request: { kind: 'models', action, id, acceptLicence: values['accept-licence'], json } }
  }
  if (action !== 'import' && action !== 'remove' && action !== 'check') {
    return badUse('Say what to do with models. Try: agate models list')
  }
  const path = absolute(id, workingFolder)
  return { kind: 'command', request: { kind: 'models', action, model: id, path, link: values.link, json } }
}

function absolute(path: string, workingFolder: string): string {
  return isAbsolute(path) ? path : resolve(workingFolder, path)
}

/** The arguments meant for Agate: without the program, and without the app's folder when Electron runs a checkout. */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  if (isPackaged) return argv.slice(1)
  const folder = argv.findIndex((arg, index) => index > 0 && !arg.startsWith('-'))
  return folder === -1 ? [] : [...argv.slice(1, folder), ...argv.slice(folder + 1)]
}
