import { HEALTH_QUESTIONS } from './health-questions.ts'

/** Answers that a model which works has right at the least; one can be met by chance. */
const RIGHT_LEAST = 2
/** From this share of answers without sense on, the right ones count as chance. */
const BROKEN_MOST = 0.5
/** Right answers that two devices may differ by: roundings tip a word here and there. */
const DIFFER_MOST = 3
/** Words of an answer from which repeating them tells something. */
const WORDS_LEAST = 6
const REPEATED_SHARE = 0.7

export interface Judgement {
  readonly gibberish: boolean
  /** Answers with the expected word. */
  readonly right: number
  /** Answers that no working model gives: no letter or digit, or one word over and over. */
  readonly broken: number
}

/** Judges the answers to HEALTH_QUESTIONS, in their order. Lenient: small models are often wrong, but in words. */
export function judgeAnswers(answers: readonly string[]): Judgement {
  const right = HEALTH_QUESTIONS.filter(({ expected }, index) => {
    const words = wordsOf(answers[index] ?? '')
    return expected.some((word) => words.includes(word))
  }).length
  const broken = answers.filter(isBroken).length
  return { gibberish: right < RIGHT_LEAST || broken > answers.length * BROKEN_MOST, right, broken }
}

/** Whether a card has so many fewer answers right than the processor, with the same model, that it computes wrongly. */
export function fallsShort(onCard: Judgement, rightOnProcessor: number): boolean {
  return rightOnProcessor - onCard.right > DIFFER_MOST
}

function isBroken(answer: string): boolean {
  const words = wordsOf(answer)
  if (words.length === 0) return true
  const most = Math.max(...words.map((word) => words.filter((other) => other === word).length))
  return /(.)\1{9}/u.test(answer) || (words.length >= WORDS_LEAST && most / words.length >= REPEATED_SHARE)
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
