import { clipboard } from 'electron'

/*
 * Electron 44 made the clipboard answer with promises and gave the selected text of X11 an object of its own; 33
 * answers at once and takes the selection as an argument. Both work here.
 */

export async function readCopied(): Promise<string> {
  return textFrom(() => clipboard.readText())
}

/** What is selected in another program, without a copy being made; only X11 knows. */
export async function readSelected(platform: string): Promise<string> {
  if (platform !== 'linux') return ''
  const selection: unknown = Reflect.get(clipboard, 'selection')
  const source = selection ?? clipboard
  return textFrom(() => Reflect.apply(readTextOf(source), source, selection === undefined ? ['selection'] : []))
}

/** What the system does not hand over is not there: the window opens, and closes, all the same. */
async function textFrom(read: () => unknown): Promise<string> {
  try {
    const text = await read()
    return typeof text === 'string' ? text : ''
  } catch {
    return ''
  }
}

function readTextOf(source: object): (...args: unknown[]) => unknown {
  const read: unknown = Reflect.get(source, 'readText')
  return typeof read === 'function' ? (...args) => Reflect.apply(read, source, args) as unknown : () => ''
}
