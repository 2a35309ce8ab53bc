import type { Made } from './kept-work.ts'
import { noteOf, quoteOf } from './near-quotation.ts'
import type { Note } from './note.ts'
import { reAskPrompt } from './prompts/re-ask-prompt.ts'
import { replyLines } from './reply-lines.ts'
import type { Sentence } from './sentence.ts'
import type { Tools } from './tools.ts'

/**
 * Asks once more about sentences whose notes were not supported, showing nothing but them; what then is not supported
 * either is quoted. Sentences that do not fit into one question are quoted at once.
 */
export async function askAgain(
  sentences: readonly Sentence[],
  { asker, budget, check, fence, language }: Tools,
): Promise<Made> {
  const asked = [...sentences]
  const questionOf = (texts: readonly Sentence[]) => ({
    text: reAskPrompt(
      texts.map(({ text }) => text),
      fence,
      language,
    ),
    maxTokens: budget.reply,
  })
  while (asked.length > 0 && !(await asker.fits(questionOf(asked)))) asked.pop()
  const reply = asked.length === 0 ? null : await asker.ask(questionOf(asked))
  const written = new Map<Sentence, Note>()
  for (const { text, numbers } of reply === null ? [] : replyLines(reply.text, asked.length, reply.cutOff)) {
    const sentence = numbers.length === 1 ? asked[(numbers[0] ?? 0) - 1] : undefined
    if (sentence === undefined || written.has(sentence)) continue
    if (check(text, [sentence], [sentence]) !== null) written.set(sentence, noteOf(text, [sentence]))
  }
  const notes = sentences.map((sentence) => written.get(sentence) ?? quoteOf(sentence))
  return { notes, replies: asked.length === 0 ? [] : [reply] }
}
