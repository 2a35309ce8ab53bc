import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMarkdown } from '../../../electron/documents/reading/text/markdown-reader.ts'
import { sentencesOf } from '../../../electron/summary/sentences.ts'
import type { Sentence } from '../../../electron/summary/sentence.ts'
import { pick, randomOf } from '../../support/documents/random.ts'
import { textOf } from '../../support/documents/text-of.ts'

export interface Corpus {
  readonly name: string
  readonly language: string
  /** Sentences of each document. */
  readonly documents: readonly (readonly Sentence[])[]
}

const README_BYTES_MIN = 8000
const MESSAGES = {
  de: 'de',
  fr: 'fr',
  es: 'es',
  it: 'it',
  'pt-br': 'pt',
  pl: 'pl',
  ru: 'ru',
  tr: 'tr',
  ja: 'ja',
  'zh-cn': 'zh',
} as const
const MESSAGES_PER_PAGE = 25

/** The long READMEs of the packages that are installed: English prose with names, numbers and code. */
export async function readmes(modules: string): Promise<Corpus> {
  const documents: Sentence[][] = []
  for (const name of readdirSync(modules).sort()) {
    const file = ['README.md', 'readme.md'].map((each) => join(modules, name, each)).find(existsSync)
    if (file === undefined) continue
    const bytes = new Uint8Array(readFileSync(file))
    if (bytes.length < README_BYTES_MIN) continue
    const onPage = () => Promise.resolve()
    const text = await readMarkdown({ bytes, name, password: null, pdfAssets: new Map(), onPage })
    documents.push(sentencesOf(text))
  }
  return { name: 'READMEs (en)', language: 'en', documents }
}

type Messages = Record<string, string>

/** The messages of the TypeScript compiler in one language, by their keys, with numbers and names where they have gaps. */
function messagesIn(modules: string, folder: string): Map<string, string> {
  const file = join(modules, 'typescript/lib', folder, 'diagnosticMessages.generated.json')
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Messages
  return new Map(Object.entries(messages).map(([key, text]) => [key, filled(key, text)]))
}

/** The same filling for the same key in every language. */
function filled(key: string, text: string): string {
  const random = randomOf(Number(/\d+$/u.exec(key)?.[0] ?? 0))
  const values = [0, 1, 2, 3, 4, 5].map(() =>
    random() < 0.6
      ? String(2 + Math.floor(random() * 900))
      : pick(random, ['Lindau', 'Bregenz', 'Weber', 'Berger', 'Rhein']),
  )
  return text.replace(/\{(\d)\}/gu, (_, at: string) => values[Number(at)] ?? '7')
}

export function compilerMessages(modules: string): Corpus[] {
  return Object.entries(MESSAGES).map(([folder, language]) => ({
    name: `compiler messages (${language})`,
    language,
    documents: [sentencesOf(textOf(pagesOf([...messagesIn(modules, folder).values()])))],
  }))
}

function pagesOf(messages: readonly string[]): string[] {
  const pages: string[] = []
  for (let at = 0; at < messages.length; at += MESSAGES_PER_PAGE) {
    pages.push(messages.slice(at, at + MESSAGES_PER_PAGE).join('\n\n'))
  }
  return pages
}

export interface Translation {
  readonly original: string
  readonly text: string
}

/** Spanish as the original, for the compiler's own English is not shipped as messages. */
export function translations(modules: string): { readonly language: string; readonly pairs: readonly Translation[] }[] {
  const originals = messagesIn(modules, 'es')
  return (['de', 'fr', 'it', 'pt-br'] as const).map((folder) => {
    const translated = messagesIn(modules, folder)
    const pairs = [...originals].flatMap(([key, original]) => {
      const text = translated.get(key)
      return text === undefined ? [] : [{ original, text }]
    })
    return { language: MESSAGES[folder], pairs }
  })
}
