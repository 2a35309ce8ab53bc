import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channelOf, type StreamDown } from '../../shared/ipc/define.ts'

/** The contract's names and kinds, put in by the build: the page's bridge needs no schemas. */
declare const CONTRACT_SHAPE: Readonly<Record<string, Readonly<Record<string, 'call' | 'stream' | 'event'>>>>

type Listener = (payload: unknown) => void

function call(channel: string) {
  return (input: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input)
}

/** A port or a generator does not survive contextBridge, so the page gets two functions and a callback. */
function stream(channel: string) {
  return (input: unknown, onMessage: (message: StreamDown<unknown, unknown>) => void) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = (event: MessageEvent<StreamDown<unknown, unknown>>) => {
      onMessage(event.data)
    }
    ipcRenderer.postMessage(channel, input, [port2])
    return {
      ack() {
        port1.postMessage({ t: 'ack' })
      },
      cancel() {
        port1.postMessage({ t: 'cancel' })
      },
    }
  }
}

/** The listener never sees Electron's event object, which would hand the page an ipcRenderer. */
function event(channel: string) {
  return (listener: Listener) => {
    const forward = (_event: unknown, payload: unknown) => {
      listener(payload)
    }
    ipcRenderer.on(channel, forward)
    return () => {
      ipcRenderer.off(channel, forward)
    }
  }
}

const METHODS = { call, stream, event }

const api = Object.fromEntries(
  Object.entries(CONTRACT_SHAPE).map(([group, members]) => [
    group,
    Object.fromEntries(Object.entries(members).map(([name, kind]) => [name, METHODS[kind](channelOf(group, name))])),
  ]),
)

/** Where a file lies that was dropped on the page; empty for one that the page made itself. Only this side can tell. */
const pathOf = (file: File): string => webUtils.getPathForFile(file)

contextBridge.exposeInMainWorld('agate', { ...api, pathOf })
