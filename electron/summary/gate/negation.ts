import { primary } from './languages.ts'
import { contentWords, fold } from './words.ts'

const WORDS: Readonly<Record<string, string>> = {
  en: 'not no never none nor neither without nothing nobody nowhere except unless',
  de: 'nicht kein keine keinen keinem keiner keines nie niemals nichts niemand ohne weder noch ausser',
  fr: 'pas jamais aucun aucune sans rien ni sauf personne',
  es: 'no nunca jamas ningun ninguno ninguna sin nada nadie tampoco ni excepto salvo',
  it: 'non mai nessun nessuno nessuna senza niente nulla ne tranne eccetto',
  pt: 'nao nunca jamais nenhum nenhuma sem nada ninguem nem exceto',
  nl: 'niet geen nooit niets niemand zonder noch behalve',
  sv: 'inte icke ej ingen inget inga aldrig utan',
  da: 'ikke ingen intet aldrig uden',
  no: 'ikke ingen intet aldri uten',
  pl: 'nie bez nigdy nikt nic zaden zadna zadne',
  cs: 'ne neni nejsou bez nikdy nikdo nic zadny zadna',
  ru: 'не ни нет без никогда ничего никто кроме',
  uk: 'не ні немає без ніколи нічого ніхто',
  ar: 'لا لم لن ليس ليست غير بدون دون',
  tr: 'degil yok hic asla',
}
/** Negations that are no words of their own. */
const SIGNS: Readonly<Record<string, RegExp>> = {
  zh: /[不没沒無无未非]/gu,
  ja: /ない|なかっ|なく|ません|ずに|[不無未非]/gu,
  ko: /않|없|못|아니/gu,
}
const SETS = new Map(Object.entries(WORDS).map(([language, words]) => [language, new Set(words.split(' '))]))
const NONE: ReadonlySet<string> = new Set()
/** In these the negation often follows its verb. */
const AFTER_ITS_VERB: ReadonlySet<string> = new Set(['de', 'nl', 'fr', 'sv', 'da', 'no', 'tr'])
/** How many words with a meaning a negation is about. */
const REACH = 2

export interface Negation {
  /** Stems of what it is about, the nearest first. */
  readonly about: readonly string[]
}

/** The negations of a text, each with the words next to it. */
export function negationsIn(text: string, language: string | null): Negation[] {
  const code = primary(language)
  const signs = SIGNS[code]
  if (signs !== undefined) return (text.match(signs) ?? []).map(() => ({ about: [] }))
  const negations = SETS.get(code) ?? NONE
  const tokens = (spelledOut(text).match(/[\p{L}\p{N}\p{M}]+|[.,;:!?()]/gu) ?? []).map((token) => ({
    negates: negations.has(token),
    words: /[\p{L}\p{N}]/u.test(token) ? contentWords(token, language) : [],
  }))
  return tokens.flatMap(({ negates }, at) => {
    if (!negates) return []
    const after = tokens.slice(at + 1).flatMap(({ words }) => words)
    const before = tokens.slice(0, at).flatMap(({ words }) => words)
    const last = AFTER_ITS_VERB.has(code) ? before.slice(-1) : []
    return [{ about: [...after.slice(0, REACH), ...last] }]
  })
}

/** Folded, with “n’t” and “cannot” as the words they stand for. */
function spelledOut(text: string): string {
  return fold(text)
    .replace(/[’ʼ]/gu, "'")
    .replace(/\b(\p{L}+)n't\b/gu, '$1 not')
    .replace(/\bcannot\b/gu, 'can not')
}

/**
 * Whether a statement denies what its sentences deny, and nothing else. A statement may leave out a denial that is about
 * something else; where no words tell what it is about, both must deny or none.
 */
export function negationAgrees(
  statement: { readonly words: ReadonlySet<string>; readonly negations: readonly Negation[] },
  cited: readonly { readonly words: ReadonlySet<string>; readonly negations: readonly Negation[] }[],
): boolean {
  const denied = cited.flatMap(({ negations }) => negations)
  if (statement.negations.length === 0) {
    return cited.every(({ negations }) => negations.every(({ about }) => !concerns(about, statement.words, cited)))
  }
  if (denied.length === 0) return false
  const known = new Set(denied.flatMap(({ about }) => about))
  const words = new Set(cited.flatMap((sentence) => [...sentence.words]))
  return statement.negations.every(({ about }) => {
    const found = about.filter((word) => words.has(word))
    return found.length === 0 || found.some((word) => known.has(word))
  })
}

/** The denied word is in the statement, and no other sentence says it without denying it. */
function concerns(
  about: readonly string[],
  words: ReadonlySet<string>,
  cited: readonly { readonly words: ReadonlySet<string>; readonly negations: readonly Negation[] }[],
): boolean {
  if (about.length === 0) return true
  const denied = about.find((word) => words.has(word))
  if (denied === undefined) return false
  return !cited.some(
    (other) => other.words.has(denied) && other.negations.every((each) => !each.about.includes(denied)),
  )
}
