import { isAbsolute, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface AskRequest {
  readonly text: string
  /** Absolute path of another model file to answer with, or null for the one in use. */
  readonly model: string | null
  readonly json: boolean
}

export type Invocation =
  | { readonly kind: 'window' }
  | { readonly kind: 'ask'; readonly request: AskRequest }
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'bad-use'; readonly message: string }

export const USAGE = `Agate: a private assistant on your own computer

  agate                    open the window
  agate ask "question"     answer here, and keep the conversation
        --model FILE       answer with another GGUF file
        --json             print one JSON object instead of the text
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
  if (command === undefined) return { kind: 'window' }
  if (command !== 'ask') return { kind: 'bad-use', message: `Agate does not know "${command}". Try: agate --help` }
  return parseAsk(args.slice(start + 1), workingFolder)
}

function parseAsk(args: readonly string[], workingFolder: string): Invocation {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { model: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean' } },
    })
    if (values.help === true) return { kind: 'print', text: USAGE }
    const text = positionals.join(' ')
    if (text.trim() === '')
      return { kind: 'bad-use', message: 'There is no question. Try: agate ask "Name three colours."' }
    if (values.model === '') return { kind: 'bad-use', message: 'There is no file after --model.' }
    const model = values.model === undefined ? null : absolute(values.model, workingFolder)
    return { kind: 'ask', request: { text, model, json: values.json } }
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ', 1)[0] : String(error)
    return { kind: 'bad-use', message: `${reason ?? 'That cannot be read'}. Try: agate --help` }
  }
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
