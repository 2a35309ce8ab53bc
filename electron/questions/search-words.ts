import type { Message } from '../../shared/model/message.ts'
import { contentWords } from './content-words.ts'

/** A question with fewer words of its own leans on the one before it. */
const OWN_WORDS_MIN = 3

const POINTS_BACK =
  /(?<![\p{L}\p{N}])(?:it|its|that|this|they|them|their|he|she|his|her|er|sie|es|ihn|ihr|das|dies|davon|dafür|il|elle|ils|elles|lui|cela|ça|él|ella|eso|esto|ello|lei|ciò|ele|ela|isso|het|hij|zij|dat|deze)(?![\p{L}\p{N}])/iu

/**
 * What to look for. A question that points back, like “And when does it end?”, is looked for together with the one before.
 * Where a question has no word that says anything, all of its words are looked for.
 */
export function searchWords(question: string, history: readonly Pick<Message, 'role' | 'text'>[]): string[] {
  const own = contentWords(question)
  const leans = own.length < OWN_WORDS_MIN || POINTS_BACK.test(question)
  const before = leans ? history.findLast(({ role }) => role === 'user')?.text : undefined
  const words = [...own, ...(before === undefined ? [] : contentWords(before))]
  return words.length > 0 ? [...new Set(words)] : question.toLowerCase().split(/\s+/u)
}
