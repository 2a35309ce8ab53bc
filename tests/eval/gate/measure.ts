import { Gate } from '../../../electron/summary/gate/gate.ts'
import { nearlyQuoted } from '../../../electron/summary/near-quotation.ts'
import { WordWeights } from '../../../electron/summary/gate/word-weights.ts'
import { contentWords } from '../../../electron/summary/gate/words.ts'
import { sentencesOf } from '../../../electron/summary/sentences.ts'
import type { Sentence } from '../../../electron/summary/sentence.ts'
import { pick, randomOf } from '../../support/documents/random.ts'
import { textOf } from '../../support/documents/text-of.ts'
import { type Corpus, compilerMessages, readmes, translations } from './corpora.ts'
import { MUTATIONS } from './mutations.ts'

export interface Count {
  readonly corpus: string
  readonly mutation: string
  readonly isTrue: boolean
  checked: number
  accepted: number
  /** Of the accepted ones: those that are shown as the sentence that they nearly are. */
  quoted: number
  /** Of the accepted ones: those that rest on the sentence they were made from. */
  right: number
}

const PART_SENTENCES = 60
const WORDS_MIN = 5

/** Accepted statements for each kind of true and false one, over all corpora. `most`: sentences that are taken of each corpus. */
export async function measureGate(modules: string, most: number): Promise<Count[]> {
  const corpora = [await readmes(modules), ...compilerMessages(modules)]
  return [
    ...corpora.flatMap((corpus) => [...measureCorpus(corpus, most), ...measureUnits(corpus, most)]),
    ...measureTranslations(modules, most),
  ]
}

function measureCorpus(corpus: Corpus, most: number): Count[] {
  const counts = MUTATIONS.map(({ name, isTrue }) => count(corpus.name, name, isTrue))
  const total = corpus.documents.reduce((sum, sentences) => sum + sentences.length, 0)
  const random = randomOf(11)
  const { language } = corpus
  for (const sentences of corpus.documents) {
    const gate = gateOver(sentences, language, null)
    for (const sentence of sentences) {
      if (random() > (2 * most) / total || !isWorthy(sentence, language)) continue
      const { part, elsewhere } = surroundings(sentences, sentence)
      MUTATIONS.forEach(({ make }, at) => {
        const statement = make({ sentence, part, elsewhere, language, random })
        if (statement !== null) tally(counts[at], gate, statement, sentence, part)
      })
    }
  }
  return counts.filter(({ checked }) => checked > 0)
}

type Swap = readonly [unit: string, other: string]

/** The texts have few units: numbers are given some, which a statement then exchanges or leaves out. */
const UNITS: readonly [Swap, ...Swap[]] = [
  ['%', 'kg'],
  ['ms', 's'],
  ['kg', 'g'],
  ['€', '$'],
]

function measureUnits({ name, language, documents }: Corpus, most: number): Count[] {
  const kept = count(name, 'a number with its unit, a word dropped', true)
  const swapped = count(name, 'unit exchanged', false)
  const dropped = count(name, 'unit left out', false)
  const random = randomOf(7)
  const worthy = documents.flat().filter((sentence) => isWorthy(sentence, language))
  for (const { text } of worthy) {
    const number = /(?<![\p{L}\p{N}._-])\d+(?=\s\p{Ll})/u.exec(text)
    const [unit, other] = pick(random, UNITS)
    if (number === null || kept.checked >= most) continue
    const given = (sign: string) =>
      `${text.slice(0, number.index)}${number[0]}${sign}${text.slice(number.index + number[0].length)}`
    const sentences = sentencesOf(textOf([given(` ${unit}`)]))
    const [sentence] = sentences
    if (sentence === undefined || sentences.length > 1) continue
    const gate = gateOver(sentences, language, null)
    tally(kept, gate, given(` ${unit}`).replace(/\s\p{Ll}{5,}/u, ''), sentence, sentences)
    tally(swapped, gate, given(` ${other}`), sentence, sentences)
    tally(dropped, gate, given(''), sentence, sentences)
  }
  return [kept, swapped, dropped].filter(({ checked }) => checked > 0)
}

function measureTranslations(modules: string, most: number): Count[] {
  return translations(modules).flatMap(({ language, pairs }) => {
    const corpus = `translation es to ${language}`
    const right = count(corpus, 'translated', true)
    const wrong = count(corpus, 'translated, number changed by one', false)
    const other = count(corpus, 'translation of another sentence', false)
    const step = Math.max(1, Math.floor(pairs.length / most))
    for (let at = 0; at < pairs.length; at += step) {
      const pair = pairs[at]
      if (pair === undefined) continue
      const sentences = sentencesOf(textOf([pair.original]))
      const [sentence] = sentences
      if (sentence === undefined || sentences.length > 1 || !isWorthy(sentence, 'es')) continue
      const gate = gateOver(sentences, 'es', language)
      tally(right, gate, pair.text, sentence, sentences)
      const changed = pair.text.replace(/(?<![\p{L}\p{N}._-])\d+(?![\p{L}\p{N}._-])/u, (digits) =>
        String(Number(digits) + 1),
      )
      if (changed !== pair.text) tally(wrong, gate, changed, sentence, sentences)
      const next = pairs[(at + 500) % pairs.length]
      if (next !== undefined) tally(other, gate, next.text, sentence, sentences)
    }
    return [right, wrong, other]
  })
}

function gateOver(sentences: readonly Sentence[], language: string, writtenIn: string | null): Gate {
  const weights = new WordWeights(
    language,
    sentences.map(({ text }) => text),
  )
  return new Gate({ sentences, weights, language, writtenIn, instructions: '', title: '' })
}

function isWorthy({ kind, text }: Sentence, language: string): boolean {
  return kind === 'prose' && text.length < 300 && new Set(contentWords(text, language)).size >= WORDS_MIN
}

function surroundings(sentences: readonly Sentence[], { id }: Sentence) {
  const from = Math.max(0, id - PART_SENTENCES / 2)
  const part = sentences.slice(from, from + PART_SENTENCES)
  return {
    part,
    elsewhere: [...sentences.slice(0, from), ...sentences.slice(from + PART_SENTENCES)].filter(
      ({ kind }) => kind === 'prose',
    ),
  }
}

function count(corpus: string, mutation: string, isTrue: boolean): Count {
  return { corpus, mutation, isTrue, checked: 0, accepted: 0, quoted: 0, right: 0 }
}

/** Checks a statement that was made from the sentence it cites. */
function tally(into: Count | undefined, gate: Gate, statement: string, source: Sentence, within: readonly Sentence[]) {
  if (into === undefined) return
  into.checked += 1
  const verdict = gate.check(statement, [source], within)
  if (!verdict.ok) return
  into.accepted += 1
  if (verdict.sentences.includes(source)) into.right += 1
  if (nearlyQuoted(statement, verdict.sentences) !== null) into.quoted += 1
}
