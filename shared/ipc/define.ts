import { z } from 'zod'
import type { CommonCode, Result } from '../result.ts'

/*
 * The words the contract is written in. A contract is an object of groups, a group an object of calls, streams
 * and events. From it the types of both sides are derived:
 *
 *   call    renderer: (input) => Promise<Result>                      main: (input) => Promise<Result>
 *   stream  renderer: (input, { signal }) => AsyncGenerator<Frame, Result>   main: (input, signal) => the same
 *   event   renderer: (listener) => unsubscribe                        main: publish(group, name, payload)
 */

/** Of a call that takes or returns nothing. */
export const nothing = z.void()

type Schema = z.ZodType

export interface CallDefinition {
  readonly kind: 'call'
  readonly input: Schema
  readonly output: Schema
  readonly errors: readonly string[]
}

export interface StreamDefinition {
  readonly kind: 'stream'
  readonly input: Schema
  readonly frame: Schema
  readonly output: Schema
  readonly errors: readonly string[]
  /** Joins a frame that waits for credit with the one after it, so that a slow reader costs one frame of memory. */
  readonly merge: (waiting: never, next: never) => unknown
}

export interface EventDefinition {
  readonly kind: 'event'
  readonly payload: Schema
}

export type Definition = CallDefinition | StreamDefinition | EventDefinition
export type Contract = Readonly<Record<string, Readonly<Record<string, Definition>>>>

export function call<I extends Schema, O extends Schema, const E extends readonly string[]>(
  input: I,
  output: O,
  errors: E,
) {
  return { kind: 'call', input, output, errors } as const
}

export function stream<
  I extends Schema,
  F extends Schema,
  O extends Schema,
  const E extends readonly string[],
>(definition: {
  input: I
  frame: F
  output: O
  errors: E
  merge: (waiting: z.output<F>, next: z.output<F>) => z.output<F>
}) {
  return { kind: 'stream', ...definition } as const
}

export function event<P extends Schema>(payload: P) {
  return { kind: 'event', payload } as const
}

export interface StreamOptions {
  readonly signal?: AbortSignal
}

interface CallParts<I, O, E extends readonly string[]> {
  kind: 'call'
  input: I
  output: O
  errors: E
}
interface StreamParts<I, F, O, E extends readonly string[]> {
  kind: 'stream'
  input: I
  frame: F
  output: O
  errors: E
}

type ClientMethod<D> =
  D extends CallParts<infer I extends Schema, infer O extends Schema, infer E extends readonly string[]>
    ? (input: z.input<I>) => Promise<Result<z.output<O>, E[number] | CommonCode>>
    : D extends StreamParts<
          infer I extends Schema,
          infer F extends Schema,
          infer O extends Schema,
          infer E extends readonly string[]
        >
      ? (
          input: z.input<I>,
          options?: StreamOptions,
        ) => AsyncGenerator<z.output<F>, Result<z.output<O>, E[number] | CommonCode>, undefined>
      : D extends { kind: 'event'; payload: infer P extends Schema }
        ? (listener: (payload: z.output<P>) => void) => () => void
        : never

export type Client<C extends Contract> = {
  readonly [G in keyof C]: { readonly [K in keyof C[G]]: ClientMethod<C[G][K]> }
}

type HandlerMethod<D> =
  D extends CallParts<infer I extends Schema, infer O extends Schema, infer E extends readonly string[]>
    ? (input: z.output<I>) => Promise<Result<z.output<O>, E[number]>>
    : D extends StreamParts<
          infer I extends Schema,
          infer F extends Schema,
          infer O extends Schema,
          infer E extends readonly string[]
        >
      ? (
          input: z.output<I>,
          signal: AbortSignal,
        ) => AsyncGenerator<z.output<F>, Result<z.output<O>, E[number]>, undefined>
      : never

type NotEvents<G> = { [K in keyof G as G[K] extends { kind: 'event' } ? never : K]: G[K] }

export type Handlers<C extends Contract> = {
  readonly [G in keyof C as keyof NotEvents<C[G]> extends never ? never : G]: {
    readonly [K in keyof NotEvents<C[G]>]: HandlerMethod<C[G][K]>
  }
}

type EventNames<G> = { [K in keyof G & string]: G[K] extends { kind: 'event' } ? K : never }[keyof G & string]

/** How main tells every window that something changed. */
export type Publish<C extends Contract> = <G extends keyof C & string, K extends EventNames<C[G]>>(
  group: G,
  name: K,
  payload: C[G][K] extends { payload: infer P extends Schema } ? z.input<P> : never,
) => void

/** The one place where a channel's name is made. */
export function channelOf(group: string, name: string): string {
  return `${group}:${name}`
}

/** Frames a reader may be sent before it acknowledges one. */
export const STREAM_CREDITS = 4

/** What travels over a stream's MessagePort. Main to renderer: */
export type StreamDown<Frame, Output> =
  { readonly t: 'frame'; readonly frame: Frame } | { readonly t: 'end'; readonly result: Result<Output> }
/** Renderer to main: */
export type StreamUp = { readonly t: 'ack' } | { readonly t: 'cancel' }
