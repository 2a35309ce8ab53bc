import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SUMMARY_LENGTHS } from '../../shared/model/summary-length.ts'
import type { SummariseRequest } from './command.ts'

/** What `agate summarise` was asked, or why that cannot be done. */
export type SummariseParse =
  | { readonly kind: 'request'; readonly request: SummariseRequest }
  | { readonly kind: 'help' }
  | { readonly kind: 'bad-use'; readonly message: string }

/** Throws what `parseArgs` throws for options that it does not know. */
export function parseSummarise(args: readonly string[], workingFolder: string): SummariseParse {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      length: { type: 'string', default: 'medium' },
      language: { type: 'string' },
      overview: { type: 'boolean', default: false },
      ocr: { type: 'boolean', default: false },
      password: { type: 'string' },
      model: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true) return { kind: 'help' }
  if (positionals.length === 0) return badUse('There is no file. Try: agate summarise report.pdf')
  const length = SUMMARY_LENGTHS.find((one) => one === values.length)
  if (length === undefined)
    return badUse('A length is short, medium or long. Try: agate summarise --length short report.pdf')
  if (values.model === '') return badUse('There is no file after --model. Try: agate --help')
  const language = values.language === undefined ? null : canonicalLanguage(values.language)
  if (language === undefined)
    return badUse('A language is written like en or pt-BR. Try: agate summarise --language de report.pdf')
  const request: SummariseRequest = {
    kind: 'summarise',
    paths: positionals.map((path) => resolve(workingFolder, path)),
    wish: { mode: values.overview ? 'overview' : 'full', length, language },
    ocr: values.ocr,
    password: values.password ?? null,
    model: values.model === undefined ? null : resolve(workingFolder, values.model),
    json: values.json,
  }
  return { kind: 'request', request }
}

/** Undefined when it is no tag of BCP 47. */
function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

function badUse(message: string): SummariseParse {
  return { kind: 'bad-use', message }
}
