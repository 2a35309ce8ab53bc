import { chromium, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { expect, type Installation, ROOT_SWITCHES, test as base } from './agate.ts'

export const BINARY = join(import.meta.dirname, '../../../dist/linux-unpacked/agate')
const TITLES = ['Agate', 'Agate, quick question']
const targets = z.array(z.object({ title: z.string() }))

/** The packed application on the data of one installation. */
export class Packed {
  readonly #home: string
  readonly #running = new Set<ChildProcess>()

  constructor({ home }: Installation) {
    this.#home = home
  }

  /** It refuses the inspector that Playwright starts Electron with, so its page is reached as a browser's. */
  async open(): Promise<{ page: Page; ended: Promise<unknown> }> {
    const child = this.#spawn(['--remote-debugging-port=0'], {})
    const ended = new Promise((resolve) => child.once('exit', resolve))
    let said = ''
    child.stdout.resume()
    child.stderr.on('data', (data) => (said += String(data)))
    const address = () => /DevTools listening on (ws:\S+)/u.exec(said)?.[1] ?? ''
    await expect.poll(address).not.toBe('')
    // Playwright waits for good for a page that it meets while its first document is being put in place.
    await expect.poll(() => pageTitles(address())).toEqual(TITLES)
    const browser = await chromium.connectOverCDP(address())
    const page = browser
      .contexts()[0]
      ?.pages()
      .find((one) => new URL(one.url()).pathname === '/')
    if (page === undefined) throw new Error('The packed application has no window')
    return { page, ended }
  }

  /** Runs it in a terminal; what it printed and said. */
  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const child = this.#spawn(args, env)
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (data) => (stdout += String(data)))
    child.stderr.on('data', (data) => (stderr += String(data)))
    await new Promise((resolve) => child.once('close', resolve))
    return { stdout, stderr }
  }

  /** A window that a failed test left would take the keys from those of the tests after it. */
  endAll(): void {
    for (const child of this.#running) child.kill('SIGKILL')
  }

  #spawn(args: readonly string[], env: Readonly<Record<string, string>>) {
    const places = { HOME: this.#home, XDG_CONFIG_HOME: join(this.#home, 'config'), XDG_RUNTIME_DIR: this.#home }
    const child = spawn(BINARY, [...ROOT_SWITCHES, ...args], {
      env: { ...process.env, ...places, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#running.add(child)
    child.once('exit', () => this.#running.delete(child))
    return child
  }
}

async function pageTitles(debuggerAddress: string): Promise<string[]> {
  const answer = await fetch(`http://${new URL(debuggerAddress).host}/json/list`)
  return targets
    .parse(await answer.json())
    .map(({ title }) => title)
    .sort()
}

export const test = base.extend<{ packed: Packed }>({
  packed: async ({ agate }, use) => {
    const packed = new Packed(agate)
    await use(packed)
    packed.endAll()
  },
})

export { expect } from './agate.ts'
