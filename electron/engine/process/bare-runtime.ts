import type { LlamaChat, LlamaContextSequence, LlamaModel } from 'node-llama-cpp'
import type { Outcome } from '../protocol.ts'
import { countTokens } from './count-tokens.ts'
import { importLibrary } from './llama-library.ts'
import { buildHistory } from './prompt.ts'
import type { GenerateInput, GenerationListener, Loaded, LoadInput, LoadListener, Runtime } from './runtime.ts'
import { lookForCards, startLlama } from './start-llama.ts'

interface Ready {
  readonly model: LlamaModel
  readonly sequence: LlamaContextSequence
  readonly chat: LlamaChat
}

/**
 * node-llama-cpp as its manual shows it, to measure the engine against: one context with the library's own batches, the
 * prompt in one go, no text for anybody while it works. It takes threads, layers and context as it is told, since the
 * library's own choice of threads is ruinous on few cores. Stopping it takes until the answer's end.
 */
export class BareRuntime implements Runtime {
  readonly look = lookForCards
  #ready: Ready | null = null

  async load({ path, maxThreads, contextSize, rung }: LoadInput, listener: LoadListener): Promise<Loaded> {
    const library = await importLibrary()
    const { llama, cards } = await startLlama(library, rung.backend)
    const threads = maxThreads ?? llama.cpuMathCores
    llama.maxThreads = threads
    const gpuLayers = typeof rung.layers === 'number' ? rung.layers : rung.layers === 'none' ? 0 : 'max'
    const model = await llama.loadModel({
      modelPath: path,
      gpuLayers,
      onLoadProgress: (progress) => listener.progress(progress),
    })
    const context = await model.createContext({
      threads,
      flashAttention: rung.flashAttention,
      ...(contextSize === null ? {} : { contextSize }),
    })
    const sequence = context.getSequence()
    this.#ready = { model, sequence, chat: new library.LlamaChat({ contextSequence: sequence }) }
    return {
      device: rung.backend,
      contextSize: context.contextSize,
      details: {
        backend: rung.backend,
        cards: [...cards],
        layers: { offloaded: model.gpuLayers, total: model.fileInsights.totalLayers },
        threads,
        flashAttention: context.flashAttention === true,
        sequences: 1,
        cardMemory: null,
        contextTrained: model.trainContextSize,
      },
      widens: false,
    }
  }

  countTokens(texts: readonly string[], signal: AbortSignal): Promise<number[] | null> {
    const { model } = this.#loaded()
    return countTokens(texts, (text) => model.tokenize(text), signal)
  }

  async generate({ turns, systemPrompt, sampling }: GenerateInput, listener: GenerationListener): Promise<Outcome> {
    const { model, sequence, chat } = this.#loaded()
    const history = buildHistory({ turns, systemPrompt }, chat.chatWrapper.settings.supportsSystemMessages)
    const { contextText } = chat.chatWrapper.generateContextState({ chatHistory: history })
    const promptTokens = contextText.tokenize(model.tokenizer).length
    listener.prompt({ promptTokens, reusedTokens: 0 })
    await sequence.clearHistory()
    const clock = new TokenClock()
    const { temperature, topP, topK, minP, maxTokens, repeatPenalty, seed } = sampling
    const { metadata } = await chat.generateResponse(history, {
      ...{ temperature, topP, topK, minP, maxTokens },
      ...(seed === null ? {} : { seed }),
      repeatPenalty: repeatPenalty > 1 ? { penalty: repeatPenalty, lastTokens: 64 } : false,
      onToken: (tokens) => clock.count(tokens.length),
    })
    return {
      reason: metadata.stopReason === 'maxTokens' ? 'length' : 'end',
      tokens: clock.tokens,
      tokensPerSecond: clock.tokensPerSecond,
      promptTokensPerSecond: clock.firstAfterMs === null ? null : (promptTokens * 1000) / clock.firstAfterMs,
    }
  }

  #loaded(): Ready {
    if (this.#ready === null) throw new Error('No model is loaded')
    return this.#ready
  }
}

/** When tokens came, from its making on. */
class TokenClock {
  readonly #began = performance.now()
  #first: { readonly at: number; readonly tokens: number } | null = null
  #lastAt = 0
  tokens = 0

  count(tokens: number): void {
    this.tokens += tokens
    this.#lastAt = performance.now()
    this.#first ??= { at: this.#lastAt, tokens }
  }

  get firstAfterMs(): number | null {
    return this.#first === null ? null : this.#first.at - this.#began
  }

  get tokensPerSecond(): number | null {
    if (this.#first === null || this.tokens === this.#first.tokens) return null
    return ((this.tokens - this.#first.tokens) * 1000) / (this.#lastAt - this.#first.at)
  }
}
