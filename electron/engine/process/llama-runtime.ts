import type { ChatWrapper, Token } from 'node-llama-cpp'
import type { Outcome, PromptStarts } from '../protocol.ts'
import { rankOf } from '../priority.ts'
import { fitChatWrapper } from './chat-wrapper.ts'
import { ChunkSize, SMALLEST_CHUNK } from './chunk-size.ts'
import { countTokens } from './count-tokens.ts'
import { KeptStarts, startTokens } from './kept-starts.ts'
import { Lanes, type Ticket } from './lanes.ts'
import { furtherLanes, SequenceLane } from './lane-sequence.ts'
import { importLibrary } from './llama-library.ts'
import { loadModel, type LoadedModel } from './load-model.ts'
import { Preparation } from './preparation.ts'
import { buildHistory, promptLimit, replyLimit } from './prompt.ts'
import { readPrompt } from './read-prompt.ts'
import { Reply } from './reply.ts'
import { type StopMarks, stopMarks } from './reply-text.ts'
import type { GenerateInput, GenerationListener, Loaded, LoadInput, LoadListener, Runtime } from './runtime.ts'
import { lookForCards } from './start-llama.ts'
import { StepGate } from './step-gate.ts'
import { tokenize, tokenizeWithin } from './tokenize-prompt.ts'
import { widen, type Widening } from './widen.ts'
import { writeReply } from './write-reply.ts'

interface Ready extends Pick<LoadedModel, 'model' | 'contextSize' | 'pacer'> {
  readonly wrapper: ChatWrapper
  readonly marks: StopMarks
  readonly lanes: Lanes<SequenceLane>
  readonly chunk: ChunkSize
  readonly preparation: Preparation
  kept: KeptStarts | null
}

/**
 * llama.cpp behind the runtime's interface. Each sequence of the context keeps the last conversation it had, so that
 * the next turn of it is short; several work side by side, and the more urgent one first.
 */
export class LlamaRuntime implements Runtime {
  readonly look = lookForCards
  #ready: Ready | null = null
  readonly #gate = new StepGate()
  readonly #soonMost: number | undefined

  /** `soonMost`: bytes that a context may take to come with all its conversations at once, instead of the usual. */
  constructor({ soonMost }: { readonly soonMost?: number } = {}) {
    this.#soonMost = soonMost
  }

  async load(input: LoadInput, listener: LoadListener): Promise<Loaded> {
    const library = await importLibrary()
    const loaded = await loadModel(library, input, (progress) => listener.progress(progress), this.#soonMost)
    const { model, context, contextSize, device, details, pacer, wider } = loaded
    const wrapper = fitChatWrapper(library, model)
    const lane = new SequenceLane(0, context.getSequence())
    const lanes = new Lanes([lane, ...furtherLanes(context)])
    const ready: Ready = {
      ...{ model, contextSize, pacer, wrapper, lanes },
      marks: stopMarks(library, model, wrapper),
      chunk: new ChunkSize(context.batchSize),
      preparation: new Preparation({ lanes, gate: this.#gate }),
      kept: null,
    }
    this.#ready = ready
    const widening = wider === null ? null : { lane, lanes, context, wider }
    void this.#prepare(ready, widening, input.starts, listener)
    return { device, contextSize, details, widens: wider !== null }
  }

  async #prepare(
    ready: Ready,
    widening: Omit<Widening, 'begins'> | null,
    starts: LoadInput['starts'],
    listener: LoadListener,
  ): Promise<void> {
    if (widening !== null) {
      try {
        const begins = () => {
          ready.preparation.begin()
          listener.widening()
        }
        const { sequences, lost } = await widen({ ...widening, begins })
        listener.widened(sequences)
        void ready.preparation.readAgain(lost)
      } catch (error) {
        listener.lost(error)
        return
      }
    }
    if (starts) await this.#keepStarts(ready, starts)
  }

  async #keepStarts(ready: Ready, { folder, systemPrompt, texts }: PromptStarts): Promise<void> {
    try {
      const kept = new KeptStarts(folder)
      ready.kept = kept
      const supported = ready.wrapper.settings.supportsSystemMessages
      const historyOf = (text: string) => buildHistory({ turns: [{ role: 'user', text }], systemPrompt }, supported)
      const starts = texts.map((text) => startTokens(text, historyOf, (history) => tokenize(ready, history)))
      await ready.preparation.keep(kept, starts)
    } catch (error) {
      process.stderr.write(`The beginnings of quick actions are not kept evaluated: ${String(error)}\n`)
    }
  }

  async generate(input: GenerateInput, listener: GenerationListener, signal: AbortSignal): Promise<Outcome> {
    const ready = this.#ready
    if (ready === null) throw new Error('No model is loaded')
    if (input.priority !== 'background') ready.preparation.giveWay()
    const limit = promptLimit(ready.contextSize, input.sampling.maxTokens)
    const history = buildHistory(input, ready.wrapper.settings.supportsSystemMessages)
    const prompt = await tokenizeWithin(ready, history, limit, signal)
    if (typeof prompt === 'number') return { reason: 'prompt-too-long', promptTokens: prompt, limit }
    const reply = new Reply(ready.model, ready.marks, listener)
    if (prompt === 'stopped') return reply.outcome('stopped')
    const maxTokens = replyLimit(ready.contextSize, prompt.length, input.sampling.maxTokens)
    const sampling = { ...input.sampling, maxTokens }
    for (;;) {
      const tokens = [...prompt, ...reply.tokens]
      const ticket = await ready.lanes.acquire(input.priority, tokens, signal, input.conversation)
      if (ticket === null) return reply.outcome('stopped')
      const outcome = await this.#run(ready, ticket, prompt, reply, sampling, signal)
      if (outcome !== 'recalled') return outcome
    }
  }

  countTokens(texts: readonly string[], signal: AbortSignal): Promise<number[] | null> {
    const ready = this.#ready
    if (ready === null) throw new Error('No model is loaded')
    return countTokens(texts, (text) => ready.model.tokenize(text), signal)
  }

  /** Reads and writes on one lane, to the end or until the lane is needed by a more urgent job. */
  async #run(
    { pacer, kept, chunk }: Ready,
    ticket: Ticket<SequenceLane>,
    prompt: readonly Token[],
    reply: Reply,
    sampling: GenerateInput['sampling'],
    signal: AbortSignal,
  ): Promise<Outcome | 'recalled'> {
    const { lane } = ticket
    const either = AbortSignal.any([signal, ticket.recall])
    if (this.#gate.size === 0) pacer.begin()
    const job = this.#gate.join(rankOf(ticket.priority), lane.number, either)
    try {
      const tokens = [...prompt, ...reply.tokens]
      await job.step('adapt')
      if (!either.aborted) await kept?.fetch(tokens, lane)
      const { sequence } = lane
      const hasRead = (read: { tokens: number; ms: number; progress: number }) => {
        reply.hasRead(read, this.#gate.size === 1)
        chunk.took(read.tokens, read.ms)
        pacer.adjust()
      }
      const rest = await readPrompt(tokens, {
        sequence,
        job,
        signal: either,
        size: () => (this.#gate.size === 1 ? chunk.tokens : SMALLEST_CHUNK),
        reused: (count) => reply.begins(prompt.length, count),
        chunk: hasRead,
      })
      if (either.aborted) return signal.aborted ? reply.outcome('stopped') : 'recalled'
      const end = await writeReply(rest, {
        sequence,
        job,
        signal: either,
        sampling,
        reply: reply.tokens,
        read: (ms) => hasRead({ tokens: rest.length, ms, progress: 1 }),
        token: (token) => {
          pacer.adjust()
          return reply.push(token)
        },
      })
      if (end === 'aborted') return signal.aborted ? reply.outcome('stopped') : 'recalled'
      return reply.outcome(end === 'length' ? 'length' : reply.repeats ? 'repetition' : 'end')
    } finally {
      reply.pause()
      job.leave()
      ticket.release()
    }
  }
}
