import { franc } from 'franc-min'
import type { DocumentText } from '../../shared/model/document.ts'

/** Letters of one look, and how many looks are taken, spread over the document: a quotation does not decide. */
const SAMPLE_CHARACTERS = 800
const SAMPLES = 9
/** With fewer letters a guess is wrong too often. */
const LETTERS_MIN = 80
const SIGNS_MIN = 15
/** Of the letters are of a script that one language has to itself; a Chinese text about programs is a third Latin. */
const SCRIPT_SHARE = 0.3

/** The language of most of the text as BCP 47, or null where that cannot be told. */
export function languageOf({ pages }: Pick<DocumentText, 'pages'>): string | null {
  const votes = new Map<string, number>()
  const samples = samplesOf(pages.map(({ text }) => text).filter((text) => text.trim() !== ''))
  for (const sample of samples) {
    const language = byScript(sample) ?? byTrigrams(sample)
    if (language !== null) votes.set(language, (votes.get(language) ?? 0) + 1)
  }
  const [best] = [...votes].sort(([, a], [, b]) => b - a)
  return best !== undefined && best[1] * 2 > samples.length ? best[0] : null
}

function samplesOf(texts: readonly string[]): string[] {
  if (texts.reduce((length, text) => length + text.length, 0) <= SAMPLE_CHARACTERS * 2) return [texts.join(' ')]
  const stretches = texts.flatMap((text) => {
    const starts = Math.ceil(text.length / SAMPLE_CHARACTERS)
    return Array.from({ length: Math.min(starts, SAMPLES) }, (_, at) => ({
      text,
      from: Math.floor((at * text.length) / starts),
    }))
  })
  const step = Math.max(1, stretches.length / SAMPLES)
  return Array.from({ length: Math.min(SAMPLES, stretches.length) }, (_, at) => {
    const { text, from } = stretches[Math.floor(at * step)] ?? { text: '', from: 0 }
    return text.slice(from, from + SAMPLE_CHARACTERS)
  })
}

function byScript(text: string): string | null {
  const count = (script: RegExp) => text.match(script)?.length ?? 0
  const letters = count(/\p{L}/gu)
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  const han = count(/\p{Script=Han}/gu)
  const hangul = count(/\p{Script=Hangul}/gu)
  if (kana + han + hangul < Math.max(SIGNS_MIN, SCRIPT_SHARE * letters)) return null
  if (hangul > kana + han) return 'ko'
  return kana * 10 > han ? 'ja' : 'zh'
}

function byTrigrams(text: string): string | null {
  if ((text.match(/\p{L}/gu)?.length ?? 0) < LETTERS_MIN) return null
  const code = franc(text)
  return code === 'und' ? null : (Intl.getCanonicalLocales(code)[0] ?? null)
}
