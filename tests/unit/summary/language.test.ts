import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../electron/summary/language.ts'
import { textOf } from '../../support/documents/text-of.ts'

/** The compiler's messages, which its package ships in these languages. */
function messages(folder: string): string[] {
  const file = join(
    import.meta.dirname,
    `../../../node_modules/typescript/lib/${folder}/diagnosticMessages.generated.json`,
  )
  return Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
}

describe('The language of a text', () => {
  it.each([
    ['cs', 'cs'],
    ['de', 'de'],
    ['es', 'es'],
    ['fr', 'fr'],
    ['it', 'it'],
    ['ja', 'ja'],
    ['ko', 'ko'],
    ['pl', 'pl'],
    ['pt-br', 'pt'],
    ['ru', 'ru'],
    ['tr', 'tr'],
    ['zh-cn', 'zh'],
    ['zh-tw', 'zh'],
  ])('is told in %s, of many pages and of a few sentences', (folder, language) => {
    const all = messages(folder)
    const pages = Array.from({ length: 30 }, (_, at) => all.slice(at * 20, at * 20 + 20).join('\n'))
    expect(languageOf(textOf(pages))).toBe(language)
    expect(languageOf(textOf([all.slice(700, 706).join(' ')]))).toBe(language)
  })

  it('is English, and stays so with a quotation in another one', () => {
    const page =
      'The committee met in the spring and decided that the bridge should be built before the winter comes. '.repeat(9)
    expect(languageOf(textOf([page, page, 'Der Ausschuss trat im Frühjahr zusammen. '.repeat(9), page]))).toBe('en')
  })

  it('is not guessed from a few words, from numbers, or from nothing', () => {
    for (const text of ['Invoice', 'Total: 12.50', '12 13 14 '.repeat(200), '', '§ '.repeat(500)]) {
      expect(languageOf(textOf([text]))).toBeNull()
    }
  })
})
