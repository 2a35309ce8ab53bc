import type { z } from 'zod'
import { contract, type AgateContract } from '../../shared/ipc/contract.ts'
import {
  channelOf,
  type Contract,
  type CallDefinition,
  type Definition,
  type EventDefinition,
  type StreamDefinition,
} from '../../shared/ipc/define.ts'
import type { CommonCode, Result } from '../../shared/result.ts'
import { FakeStream } from './fake-stream.ts'

/** How the fake reaches a page: what a preload script and ports are to the real one. */
export interface PageLink {
  event(channel: string, payload: unknown): Promise<void>
  message(streamId: string, message: unknown): Promise<void>
}

export interface FakeCall<Input, Output, Code extends string> {
  /** What the page asked, oldest first. */
  readonly calls: Input[]
  handle(answer: (input: Input) => Result<Output, Code> | Promise<Result<Output, Code>>): void
}

export interface FakeEvent<Payload> {
  emit(payload: Payload): Promise<void>
}

export interface FakeStreams<Input, Frame, Output, Code extends string> {
  /** Streams that the page opened, oldest first. */
  readonly opened: FakeStream<Input, Frame, Output, Code>[]
  /** The next one that nobody has taken yet. */
  next(): Promise<FakeStream<Input, Frame, Output, Code>>
}

type Out<S> = S extends z.ZodType ? z.output<S> : never
type In<S> = S extends z.ZodType ? z.input<S> : never
type Codes<E> = (E extends readonly string[] ? E[number] : never) | CommonCode

type Fake<D> = D extends { kind: 'call'; input: infer I; output: infer O; errors: infer E }
  ? FakeCall<Out<I>, In<O>, Codes<E>>
  : D extends { kind: 'stream'; input: infer I; frame: infer F; output: infer O; errors: infer E }
    ? FakeStreams<Out<I>, In<F>, In<O>, Codes<E>>
    : D extends { kind: 'event'; payload: infer P }
      ? FakeEvent<In<P>>
      : never

export type FakeMethods = {
  readonly [G in keyof AgateContract]: { readonly [K in keyof AgateContract[G]]: Fake<AgateContract[G][K]> }
}

type AnyFake = AnyCall | AnyStreams | FakeEvent<unknown>

class AnyCall implements FakeCall<unknown, unknown, string> {
  readonly calls: unknown[] = []
  #answer: (input: unknown) => Result<unknown> | Promise<Result<unknown>>
  readonly #definition: CallDefinition

  constructor(channel: string, definition: CallDefinition) {
    this.#definition = definition
    this.#answer = () => {
      throw new Error(`The page called ${channel}, and the test has no answer to it`)
    }
  }

  handle(answer: (input: unknown) => Result<unknown> | Promise<Result<unknown>>): void {
    this.#answer = answer
  }

  async run(input: unknown): Promise<Result<unknown>> {
    const parsed: unknown = this.#definition.input.parse(input)
    this.calls.push(parsed)
    const result = await this.#answer(parsed)
    return result.ok ? { ok: true, value: this.#definition.output.parse(result.value) } : result
  }
}

class AnyStreams implements FakeStreams<unknown, unknown, unknown, string> {
  readonly opened: FakeStream<unknown, unknown, unknown, string>[] = []
  readonly #definition: StreamDefinition
  #taken = 0
  #wake: () => void = () => undefined

  constructor(definition: StreamDefinition) {
    this.#definition = definition
  }

  open(input: unknown, post: (message: unknown) => Promise<void>): FakeStream<unknown, unknown, unknown, string> {
    const stream = new FakeStream<unknown, unknown, unknown, string>(this.#definition, input, post)
    this.opened.push(stream)
    this.#wake()
    return stream
  }

  async next(): Promise<FakeStream<unknown, unknown, unknown, string>> {
    for (;;) {
      const stream = this.opened[this.#taken]
      if (stream) {
        this.#taken += 1
        return stream
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

function eventOf(channel: string, definition: EventDefinition, link: PageLink): FakeEvent<unknown> {
  return { emit: (payload) => link.event(channel, definition.payload.parse(payload)) }
}

/**
 * The other side of the bridge, made from the contract: what the page calls is recorded and answered by the test, and
 * both directions are parsed by the contract's schemas, so that no test can rest on something main would never say.
 */
export class FakeBridge {
  readonly methods: FakeMethods
  /** What the page did that the contract or the test has no answer to. */
  readonly problems: string[] = []
  readonly #fakes = new Map<string, AnyFake>()
  readonly #streams = new Map<string, FakeStream<unknown, unknown, unknown, string>>()
  readonly #link: PageLink

  constructor(link: PageLink) {
    this.#link = link
    const groups: Contract = contract
    this.methods = Object.fromEntries(
      Object.entries(groups).map(([group, members]) => [
        group,
        Object.fromEntries(
          Object.entries(members).map(([name, definition]) => [name, this.#fake(channelOf(group, name), definition)]),
        ),
      ]),
    ) as unknown as FakeMethods
  }

  async call(channel: string, input: unknown): Promise<Result<unknown>> {
    const fake = this.#fakes.get(channel)
    try {
      if (!(fake instanceof AnyCall)) throw new Error(`${channel} is no call`)
      return await fake.run(input)
    } catch (error) {
      this.problems.push(`${channel}: ${String(error)}`)
      return { ok: false, error: { code: 'internal', message: 'Something went wrong in Agate.' } }
    }
  }

  open(channel: string, streamId: string, input: unknown): void {
    const fake = this.#fakes.get(channel)
    if (!(fake instanceof AnyStreams)) throw new Error(`${channel} is no stream`)
    this.#streams.set(
      streamId,
      fake.open(input, (message) => this.#link.message(streamId, message)),
    )
  }

  up(streamId: string, message: 'ack' | 'cancel'): void {
    this.#streams.get(streamId)?.up(message)
  }

  #fake(channel: string, definition: Definition): AnyFake {
    const fake =
      definition.kind === 'call'
        ? new AnyCall(channel, definition)
        : definition.kind === 'stream'
          ? new AnyStreams(definition)
          : eventOf(channel, definition, this.#link)
    this.#fakes.set(channel, fake)
    return fake
  }
}
