import { namesIn } from '../../../electron/summary/gate/names.ts'
import { negationsIn } from '../../../electron/summary/gate/negation.ts'
import type { Sentence } from '../../../electron/summary/sentence.ts'

/** What a statement is made from. */
export interface Source {
  readonly sentence: Sentence
  /** The stretch it stands in, as one part. */
  readonly part: readonly Sentence[]
  /** Sentences of the document that are not in the part. */
  readonly elsewhere: readonly Sentence[]
  readonly language: string
  readonly random: () => number
}

/** A statement that is made from a sentence, or null where the sentence offers nothing to change. */
export interface Mutation {
  readonly name: string
  readonly isTrue: boolean
  readonly make: (source: Source) => string | null
}

/** Only what one may delete: the plainest negation of each language. */
const PLAIN_NEGATION: Readonly<Record<string, RegExp>> = {
  en: /\b(?:not|never) |n['’]t\b/u,
  de: /\bnicht /u,
  fr: /\bne |\bn['’]|\bpas /gu,
  es: /\bno /iu,
  it: /\bnon /iu,
  pt: /\bnão /iu,
  pl: /\bnie /iu,
  ru: /(?<!\p{L})не /iu,
}
/** Where a negation goes that was not there. */
const AFTER_VERB: Readonly<Record<string, readonly [RegExp, string]>> = {
  en: [/\b(is|are|can|must|should|will|may|was|were|has|does) /u, '$1 not '],
  de: [/\b(ist|sind|kann|können|muss|müssen|darf|dürfen|wird|werden|wurde) /u, '$1 nicht '],
  fr: [/\b(est|sont|peut|peuvent|doit|doivent) /u, 'n’$1 pas '],
  es: [/\b(es|son|puede|pueden|debe|deben|está) /u, 'no $1 '],
  it: [/\b(è|sono|può|possono|deve|devono) /u, 'non $1 '],
  pt: [/\b(é|são|pode|podem|deve|devem|está) /u, 'não $1 '],
  pl: [/(?<!\p{L})(jest|są|może|można|musi|muszą) /u, 'nie $1 '],
  ru: [/(?<!\p{L})(может|могут|является|должен|должны|должна) /u, 'не $1 '],
}

const words = (text: string) => text.split(/\s+/u)
const isPlain = (word: string, { language }: Source) =>
  /^\p{Ll}[\p{Ll}]+$/u.test(word) && negationsIn(word, language).length === 0
const choose = <Item>({ random }: Source, items: readonly Item[]): Item | undefined =>
  items[Math.floor(random() * items.length)]

function withoutWord(source: Source): string | null {
  const all = words(source.sentence.text)
  const at = choose(
    source,
    [...all.keys()].filter((index) => index > 0 && isPlain(all[index] ?? '', source)),
  )
  return at === undefined ? null : all.toSpliced(at, 1).join(' ')
}

/** Names, numbers and negations stay; of the other words so many. */
function shortened(source: Source, share: number): string | null {
  const all = words(source.sentence.text)
  const kept = all.filter((word, at) => at === 0 || !isPlain(word, source) || source.random() < share)
  return kept.length === all.length ? null : kept.join(' ')
}

/** As a paraphrase: some words are gone, and some are others that the document does not have. */
function withForeignWords(source: Source): string | null {
  const kept = shortened(source, 0.6)
  if (kept === null) return null
  const all = words(kept)
  return all
    .flatMap((word, at) => (at > 0 && source.random() < 0.2 ? [`qu${'a'.repeat(word.length)}x`, word] : [word]))
    .join(' ')
}

/** Clauses in another order. */
function reordered({ sentence: { text } }: Source): string | null {
  const [first, ...rest] = text.replace(/\.$/u, '').split(', ')
  return first === undefined || rest.length !== 1 ? null : `${rest.join(', ')}, ${first}.`
}

function otherNumber(source: Source, offered: readonly string[] | null): string | null {
  const { text } = source.sentence
  const numbers = [...text.matchAll(/(?<![\p{L}\p{N}._-])\d+(?![\p{L}\p{N}._-])/gu)]
  const number = choose(source, numbers)
  if (number === undefined) return null
  const others = (offered ?? [String(Number(number[0]) + 1)]).filter((other) => !text.includes(other))
  const other = choose(source, others)
  return other === undefined ? null : text.slice(0, number.index) + other + text.slice(number.index + number[0].length)
}

const numbersIn = (sentences: readonly Sentence[]) => sentences.flatMap(({ text }) => text.match(/\b\d{1,4}\b/gu) ?? [])

function flipped({ sentence: { text }, language }: Source): string | null {
  const plain = PLAIN_NEGATION[language]
  if (plain !== undefined && negationsIn(text, language).length === 1) {
    const without = text.replace(plain, '')
    return without === text ? null : without
  }
  const [verb, negated] = AFTER_VERB[language] ?? []
  if (verb === undefined || negated === undefined || negationsIn(text, language).length > 0) return null
  const changed = text.replace(verb, negated)
  return changed === text ? null : changed
}

/** Names that are not those of the sentence, as they are written. */
function namesOf(sentences: readonly Sentence[], { language }: Source): string[] {
  return sentences.flatMap(({ text }) => {
    const known = new Set(namesIn(text, language, false).flatMap(({ word, first }) => (first ? [] : [word])))
    return (text.match(/(?<![\p{L}\p{N}])\p{Lu}\p{Ll}{2,}(?![\p{L}\p{N}])/gu) ?? []).filter((name) =>
      known.has(name.toLowerCase()),
    )
  })
}

function otherName(source: Source, offered: readonly string[]): string | null {
  const { text } = source.sentence
  const name = choose(source, namesOf([source.sentence], source))
  const other = choose(
    source,
    offered.filter((each) => !text.toLowerCase().includes(each.toLowerCase())),
  )
  return name === undefined || other === undefined ? null : text.replace(name, other)
}

function halfAndHalf(source: Source): string | null {
  const other = choose(source, source.elsewhere)
  if (other === undefined) return null
  const mine = words(source.sentence.text)
  const theirs = words(other.text)
  return [...mine.slice(0, Math.ceil(mine.length / 2)), ...theirs.slice(Math.floor(theirs.length / 2))].join(' ')
}

function otherWord(source: Source): string | null {
  const all = words(source.sentence.text)
  const at = choose(
    source,
    [...all.keys()].filter((index) => index > 0 && isPlain(all[index] ?? '', source) && (all[index] ?? '').length > 4),
  )
  const other = choose(
    source,
    source.part
      .flatMap(({ text }) => words(text))
      .filter((word) => isPlain(word, source) && word.length > 4 && !all.includes(word)),
  )
  return at === undefined || other === undefined ? null : all.with(at, other).join(' ')
}

/** Words and their contraries, of which the texts have some. */
const CONTRARIES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  en: [
    ['before', 'after'],
    ['more', 'less'],
    ['first', 'last'],
    ['allowed', 'forbidden'],
    ['required', 'optional'],
    ['start', 'end'],
    ['minimum', 'maximum'],
    ['open', 'closed'],
    ['enable', 'disable'],
  ],
  de: [
    ['vor', 'nach'],
    ['mehr', 'weniger'],
    ['erste', 'letzte'],
    ['zulässig', 'unzulässig'],
    ['erforderlich', 'optional'],
    ['aktiviert', 'deaktiviert'],
  ],
  fr: [
    ['avant', 'après'],
    ['premier', 'dernier'],
    ['autorisé', 'interdit'],
    ['obligatoire', 'facultatif'],
    ['supérieur', 'inférieur'],
  ],
  es: [
    ['antes', 'después'],
    ['más', 'menos'],
    ['primer', 'último'],
    ['permitido', 'prohibido'],
    ['obligatorio', 'opcional'],
    ['necesario', 'opcional'],
  ],
  it: [
    ['prima', 'dopo'],
    ['più', 'meno'],
    ['primo', 'ultimo'],
    ['consentito', 'vietato'],
    ['obbligatorio', 'facoltativo'],
    ['necessario', 'facoltativo'],
  ],
  pt: [
    ['antes', 'depois'],
    ['mais', 'menos'],
    ['primeiro', 'último'],
    ['permitido', 'proibido'],
    ['obrigatório', 'opcional'],
    ['necessário', 'opcional'],
  ],
}

function contrary({ sentence: { text }, language }: Source): string | null {
  for (const pair of CONTRARIES[language] ?? []) {
    for (const [word, other] of [pair, [pair[1], pair[0]]]) {
      const at = new RegExp(String.raw`(?<![\p{L}-])${word}(?![\p{L}-])`, 'u').exec(text)?.index
      // A sentence with both words says the contrary as well.
      if (at !== undefined && !text.includes(other)) return text.slice(0, at) + other + text.slice(at + word.length)
    }
  }
  return null
}

const claim = (name: string, isTrue: boolean, make: Mutation['make']): Mutation => ({ name, isTrue, make })

export const MUTATIONS: readonly Mutation[] = [
  claim('word for word', true, ({ sentence }) => sentence.text),
  claim('one word dropped', true, withoutWord),
  claim('70 % of the words kept', true, (source) => shortened(source, 0.7)),
  claim('40 % of the words kept', true, (source) => shortened(source, 0.4)),
  claim('60 % of the words kept, 20 % foreign', true, withForeignWords),
  claim('clauses in another order', true, reordered),
  claim('number changed by one', false, (source) => otherNumber(source, null)),
  claim('number of another sentence of the part', false, (source) => otherNumber(source, numbersIn(source.part))),
  claim('negation added or removed', false, flipped),
  claim('a word exchanged for its contrary', false, contrary),
  claim('name from elsewhere in the document', false, (source) =>
    otherName(source, namesOf(source.elsewhere.slice(0, 400), source)),
  ),
  claim('name of another sentence of the part', false, (source) => otherName(source, namesOf(source.part, source))),
  claim('invented name', false, (source) => otherName(source, ['Quillmann', 'Zorvex', 'Ardenholt'])),
  claim('sentence from elsewhere', false, (source) => choose(source, source.elsewhere)?.text ?? null),
  claim('half of it, half from elsewhere', false, halfAndHalf),
  claim('one word from another sentence of the part', false, otherWord),
]
