import type { AgateClient } from '../shared/ipc/contract.ts'
import type { StreamOptions } from '../shared/ipc/define.ts'
import { type OpenStream, streamGenerator } from './lib/stream-generator.ts'

/** A stream crosses the bridge as a callback and a handle; calls and events cross as they are. */
type Bridged<Method> = Method extends (
  input: infer Input,
  options?: StreamOptions,
) => AsyncGenerator<infer Frame, infer Outcome, undefined>
  ? OpenStream<Input, Frame, Outcome>
  : Method

type Bridge = {
  readonly [Group in keyof AgateClient]: {
    readonly [Name in keyof AgateClient[Group]]: Bridged<AgateClient[Group][Name]>
  }
}

declare global {
  interface Window {
    /** Put there by the preload script, from the contract; and what only that script can tell of a dropped file. */
    readonly agate: Bridge & { readonly pathOf: (file: File) => string }
  }
}

/** The contract as the page uses it. A stream that is new in the contract does not compile until it is listed here. */
export function connect(): AgateClient {
  const { agate } = window
  return {
    ...agate,
    chat: {
      send: (input, options) => streamGenerator(agate.chat.send, input, options?.signal),
    },
    models: {
      ...agate.models,
      import: (input, options) => streamGenerator(agate.models.import, input, options?.signal),
      examine: (input, options) => streamGenerator(agate.models.examine, input, options?.signal),
    },
  }
}

/** Absolute paths of files that were dropped or picked; what has none, such as a picture from a page, is left out. */
export function pathsOf(files: Iterable<File>): string[] {
  return Array.from(files, (file) => window.agate.pathOf(file)).filter((path) => path !== '')
}
