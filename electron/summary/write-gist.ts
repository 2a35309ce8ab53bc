import { distinctNotes } from './distinct-notes.ts'
import type { DoneWork } from './kept-work.ts'
import { isProse } from './key-sentences.ts'
import { statementsOf, workOn } from './merge-notes.ts'
import { quoteOf } from './near-quotation.ts'
import type { Note } from './note.ts'
import { GIST_PROMPT_VERSION, gistPrompt } from './prompts/gist-prompt.ts'
import { replyLines } from './reply-lines.ts'
import { readsAsProse } from './text/reads-as-prose.ts'
import type { Tools } from './tools.ts'

/** Sentences in which it says what it is about. */
const BEGINNING = 200

/** A few sentences on the whole, each supported by what its points rest on. */
export function writeGist(points: readonly Note[], sentences: number, tools: Tools): Promise<DoneWork> {
  const { shelf, budget, asker, fence, language } = tools
  return shelf.once(workOn('gist', points, [GIST_PROMPT_VERSION, sentences, budget.reply]), async () => {
    const texts = points.map(({ text }) => text)
    const question = { text: gistPrompt(texts, sentences, fence, language), maxTokens: budget.reply }
    const reply = (await asker.fits(question)) ? await asker.ask(question) : null
    const lines = reply === null ? [] : replyLines(reply.text, points.length, reply.cutOff)
    const statements = distinctNotes(statementsOf(lines, points, tools))
      .filter(isSentence)
      .slice(0, sentences)
    return { notes: statements.length > 0 ? statements : likeliestGist(points, tools), replies: [reply] }
  })
}

/** A title or a row of a table tells nobody what a document is about; it stands there only where there is nothing else. */
function likeliestGist(points: readonly Note[], { sentences, keySentences }: Tools): Note[] {
  const point = points.find(isSentence)
  if (point !== undefined) return [point]
  const [key] = keySentences(sentences.filter(isProse).slice(0, BEGINNING), 1)
  return key === undefined ? points.slice(0, 1) : [quoteOf(key)]
}

/** Where in a list of notes the one stands that says best what all of them are about. */
export function gistAmong(notes: readonly Note[]): number {
  return Math.max(0, notes.findIndex(isSentence))
}

function isSentence({ text }: Note): boolean {
  return readsAsProse(text)
}

/** A sentence of the document stands in quotation marks. */
export function gistText(notes: readonly Note[]): string {
  return notes.map(({ text, origin }) => (origin === 'source' ? `“${text.replaceAll(/\s+/gu, ' ')}”` : text)).join(' ')
}
