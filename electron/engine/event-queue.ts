import type { EngineEvent, GenerateEnd } from './engine.ts'

/**
 * The events of one generation, between a producer that never waits and one reader.
 * What waits is merged (text is joined, the newest progress counts), so memory is bounded by one reply.
 * Events after `end` are dropped: a generation ends once.
 */
export class EventQueue {
  #reading: number | null = null
  #text = ''
  #tokens = 0
  #end: GenerateEnd | null = null
  #wake: () => void = () => undefined

  get ended(): boolean {
    return this.#end !== null
  }

  push(event: EngineEvent): void {
    if (this.#end !== null) return
    if (event.type === 'text') {
      this.#text += event.text
      this.#tokens = event.tokens
    } else {
      this.#reading = event.progress
    }
    this.#wake()
  }

  end(end: GenerateEnd): void {
    if (this.#end !== null) return
    this.#end = end
    this.#wake()
  }

  async *read(): AsyncGenerator<EngineEvent, GenerateEnd, undefined> {
    for (;;) {
      const event = this.#take()
      if (event !== null) yield event
      else if (this.#end !== null) return this.#end
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** Progress before text: the prompt is read before the reply is written. */
  #take(): EngineEvent | null {
    if (this.#reading !== null) {
      const progress = this.#reading
      this.#reading = null
      return { type: 'reading', progress }
    }
    if (this.#text === '') return null
    const text = this.#text
    this.#text = ''
    return { type: 'text', text, tokens: this.#tokens }
  }
}
