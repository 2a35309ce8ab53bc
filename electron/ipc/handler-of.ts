import type { AgateHandlers } from '../../shared/ipc/contract.ts'
import type { CallHandler } from './serve.ts'
import type { StreamHandler } from './serve-stream.ts'

/*
 * Walking the contract gives names, not types. AgateHandlers has already proved to the compiler that every name has a
 * handler of the right kind; this is the one place where that knowledge is picked up again.
 */
function find(handlers: AgateHandlers, group: string, name: string): unknown {
  const methods: unknown = Reflect.get(handlers, group)
  return typeof methods === 'object' && methods !== null ? Reflect.get(methods, name) : undefined
}

function isCallHandler(value: unknown): value is CallHandler {
  return typeof value === 'function'
}

function isStreamHandler(value: unknown): value is StreamHandler {
  return typeof value === 'function'
}

export const handlerOf = {
  call(handlers: AgateHandlers, group: string, name: string): CallHandler {
    const handler = find(handlers, group, name)
    if (!isCallHandler(handler)) throw new Error(`No handler for ${group}.${name}`)
    return handler
  },
  stream(handlers: AgateHandlers, group: string, name: string): StreamHandler {
    const handler = find(handlers, group, name)
    if (!isStreamHandler(handler)) throw new Error(`No handler for ${group}.${name}`)
    return handler
  },
}
