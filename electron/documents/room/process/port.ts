import { EventEmitter } from 'node:events'
import { type FromRoom, ToRoom } from '../protocol.ts'

/** The process's one connection: to main, which started it. */
export interface RoomPort {
  /** Resolves once it is on its way. */
  post(message: FromRoom): void
  onMessage(listener: (message: ToRoom) => void | Promise<void>): void
  /** Main is gone. */
  onClose(listener: () => void): void
}

interface ParentPort extends EventEmitter {
  postMessage(message: unknown): void
}

/** As a utility process of Electron, or as a child process of plain Node (in tests). */
export function openPort(): RoomPort {
  const parent: unknown = Reflect.get(process, 'parentPort')
  return isParentPort(parent) ? utilityPort(parent) : childPort()
}

function isParentPort(port: unknown): port is ParentPort {
  return port instanceof EventEmitter && typeof Reflect.get(port, 'postMessage') === 'function'
}

function utilityPort(parent: ParentPort): RoomPort {
  return {
    post: (message) => parent.postMessage(message),
    onMessage: (listener) =>
      parent.on('message', (event: { data: unknown }) => void listener(ToRoom.parse(event.data))),
    onClose: (listener) => parent.on('close', listener),
  }
}

function childPort(): RoomPort {
  return {
    post: (message) => {
      // Main may be gone before this process hears of it: what is said into the void must not throw.
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
    },
    onMessage: (listener) => process.on('message', (message) => void listener(ToRoom.parse(message))),
    onClose: (listener) => process.on('disconnect', listener),
  }
}
