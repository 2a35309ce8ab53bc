import { distinctNotes } from './distinct-notes.ts'
import type { DoneWork } from './kept-work.ts'
import { statementsOf, workOn } from './merge-notes.ts'
import type { Note } from './note.ts'
import { GIST_PROMPT_VERSION, gistPrompt } from './prompts/gist-prompt.ts'
import { replyLines } from './reply-lines.ts'
import type { Tools } from './tools.ts'

/** A few sentences on the whole, each supported by what its points rest on. */
export function writeGist(points: readonly Note[], sentences: number, tools: Tools): Promise<DoneWork> {
  const { shelf, budget, asker, fence, language } = tools
  return shelf.once(workOn('gist', points, [GIST_PROMPT_VERSION, sentences, budget.reply]), async () => {
    const texts = points.map(({ text }) => text)
    const question = { text: gistPrompt(texts, sentences, fence, language), maxTokens: budget.reply }
    const reply = (await asker.fits(question)) ? await asker.ask(question) : null
    const lines = reply === null ? [] : replyLines(reply.text, points.length, reply.cutOff)
    const statements = distinctNotes(statementsOf(lines, points, tools)).slice(0, sentences)
    return { notes: statements.length > 0 ? statements : points.slice(0, 1), replies: [reply] }
  })
}

/** A sentence of the document stands in quotation marks. */
export function gistText(notes: readonly Note[]): string {
  return notes.map(({ text, origin }) => (origin === 'source' ? `“${text.replaceAll(/\s+/gu, ' ')}”` : text)).join(' ')
}
