import { EventEmitter } from 'node:events'
import { FromEngine, ToEngine } from '../protocol.ts'

/** The process's one connection: to main, which started it. */
export interface EnginePort {
  post(message: FromEngine): void
  onMessage(listener: (message: ToEngine) => void): void
  /** Main is gone. */
  onClose(listener: () => void): void
}

interface ParentPort extends EventEmitter {
  postMessage(message: unknown): void
}

/** As a utility process of Electron, or as a child process of plain Node (in tests). */
export function openPort(): EnginePort {
  const parent: unknown = Reflect.get(process, 'parentPort')
  return isParentPort(parent) ? utilityPort(parent) : childPort()
}

function isParentPort(port: unknown): port is ParentPort {
  return port instanceof EventEmitter && typeof Reflect.get(port, 'postMessage') === 'function'
}

function utilityPort(parent: ParentPort): EnginePort {
  return {
    post: (message) => parent.postMessage(FromEngine.parse(message)),
    onMessage: (listener) => parent.on('message', (event: { data: unknown }) => listener(ToEngine.parse(event.data))),
    onClose: (listener) => parent.on('close', listener),
  }
}

function childPort(): EnginePort {
  return {
    post: (message) => {
      // Main may be gone before this process hears of it: what is said into the void must not throw.
      if (process.connected) process.send?.(FromEngine.parse(message), undefined, undefined, () => undefined)
    },
    onMessage: (listener) => process.on('message', (message) => listener(ToEngine.parse(message))),
    onClose: (listener) => process.on('disconnect', listener),
  }
}
