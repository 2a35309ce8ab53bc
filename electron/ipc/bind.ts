import { BrowserWindow, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type MessagePortMain } from 'electron'
import { channelOf, type Contract } from '../../shared/ipc/define.ts'
import { contract, type AgateHandlers } from '../../shared/ipc/contract.ts'
import type { Log } from '../log.ts'
import { handlerOf } from './handler-of.ts'
import { answerCall } from './serve.ts'
import { serveStream, type StreamPort } from './serve-stream.ts'
import { isTrustedSender } from './trusted-sender.ts'

/** Registers every call and stream of the contract with Electron. */
export function bindHandlers(handlers: AgateHandlers, log: Log): void {
  const all: Contract = contract
  for (const [group, definitions] of Object.entries(all)) {
    for (const [name, definition] of Object.entries(definitions)) {
      const channel = channelOf(group, name)
      if (definition.kind === 'call') {
        const served = { channel, definition, handler: handlerOf.call(handlers, group, name), log }
        ipcMain.handle(channel, (event, input: unknown) => answerCall(served, isTrusted(event), input))
      } else if (definition.kind === 'stream') {
        const served = { channel, definition, handler: handlerOf.stream(handlers, group, name), log }
        ipcMain.on(channel, (event, input: unknown) => {
          const port = event.ports[0]
          if (port) void serveStream(served, isTrusted(event), input, streamPort(port))
        })
      }
    }
  }
}

function isTrusted(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return isTrustedSender(event.senderFrame, BrowserWindow.fromWebContents(event.sender) !== null)
}

function streamPort(port: MessagePortMain): StreamPort {
  return {
    post(message) {
      port.postMessage(message)
    },
    onMessage(listener) {
      port.on('message', (event) => {
        listener(event.data)
      })
      port.start()
    },
    onClose(listener) {
      port.on('close', listener)
    },
    close() {
      port.close()
    },
  }
}
