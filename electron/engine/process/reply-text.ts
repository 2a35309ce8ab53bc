import type { ChatWrapper, LlamaModel, Token } from 'node-llama-cpp'
import type { Library } from './llama-library.ts'

/** Tokens before a new one that decide about a space in front of it. */
const TRAIL = 4
/** No character has more bytes than this, and a token has at least one. */
const CHARACTER_BYTES_MAX = 4

/** What ends a reply besides the tokens that the model file names as its end. */
export interface StopMarks {
  readonly tokens: ReadonlySet<Token>
  /** A small model sometimes spells its end mark letter by letter. */
  readonly texts: readonly string[]
}

export function stopMarks({ SpecialTokensText }: Library, model: LlamaModel, wrapper: ChatWrapper): StopMarks {
  const { stopGenerationTriggers } = wrapper.generateContextState({ chatHistory: [{ type: 'model', response: [] }] })
  const tokens = new Set<Token>()
  const texts = new Set<string>()
  for (const trigger of stopGenerationTriggers) {
    for (const value of trigger.values) {
      if (typeof value === 'string' && value.trim() !== '') texts.add(value.trim())
      if (!(value instanceof SpecialTokensText)) continue
      const [first, ...more] = model.tokenize(value.value.trim(), true)
      if (first !== undefined && more.length === 0) tokens.add(first)
    }
  }
  return { tokens, texts: [...texts] }
}

/** Turns a reply's tokens into text: whole characters only, and nothing of an end mark. */
export class ReplyText {
  readonly #model: Pick<LlamaModel, 'detokenize'>
  readonly #marks: StopMarks
  #trail: Token[] = []
  #pending: Token[] = []
  #held = ''

  constructor(model: Pick<LlamaModel, 'detokenize'>, marks: StopMarks) {
    this.#model = model
    this.#marks = marks
  }

  /** The text that is complete with this token; `ended` when the token, or what it completes, is an end mark. */
  push(token: Token): { readonly text: string; readonly ended: boolean } {
    if (this.#marks.tokens.has(token)) return { text: this.flush(), ended: true }
    this.#pending.push(token)
    const text = this.#model.detokenize(this.#pending, false, this.#trail)
    if (text.endsWith('\uFFFD') && this.#pending.length < CHARACTER_BYTES_MAX) return { text: '', ended: false }
    this.#trail = [...this.#trail, ...this.#pending].slice(-TRAIL)
    this.#pending = []
    return this.#withoutMarks(this.#held + text)
  }

  /** What was held back and turned out to be text, without a character of which only a part is there. */
  flush(): string {
    const rest = this.#held + this.#model.detokenize(this.#pending, false, this.#trail).replace(/\uFFFD+$/u, '')
    this.#held = ''
    this.#pending = []
    return rest
  }

  #withoutMarks(text: string): { text: string; ended: boolean } {
    for (const mark of this.#marks.texts) {
      const at = text.indexOf(mark)
      if (at >= 0) {
        this.#held = ''
        return { text: text.slice(0, at), ended: true }
      }
    }
    const kept = Math.max(0, ...this.#marks.texts.map((mark) => beginningAtEnd(text, mark)))
    this.#held = text.slice(text.length - kept)
    return { text: text.slice(0, text.length - kept), ended: false }
  }
}

/** Length of the longest end of `text` that a mark could begin with. */
function beginningAtEnd(text: string, mark: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(mark.slice(0, length))) return length
  }
  return 0
}
