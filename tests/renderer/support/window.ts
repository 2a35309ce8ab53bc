import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FakeMethods } from '../../fakes/bridge.ts'
import { BridgeHost } from './page-bridge.ts'
import { servePage } from './serve-page.ts'
import { DocumentDesk } from './document-desk.ts'
import { Turn } from './turn.ts'
import { World } from './world.ts'

const ROOT = join(import.meta.dirname, '../../..')
const ELECTRON = join(ROOT, 'node_modules/.agate/electron/electron')

/** Chromium refuses to sandbox as root; only a run by hand is that. */
const ROOT_SWITCHES = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** With AGATE_SCREENSHOTS set, what was checked is also kept as pictures to look at. */
const PICTURES = process.env.AGATE_SCREENSHOTS === undefined ? null : join(ROOT, 'out/screenshots')

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const SIZE = { width: 1280, height: 832 }

interface Shared {
  readonly app: ElectronApplication
  readonly page: Page
  readonly host: BridgeHost
  readonly url: string
  /** What is served, by path. */
  readonly served: Map<string, Buffer>
}

/** The window with a main process that the test plays. */
export class AgateWindow {
  readonly page: Page
  readonly world: World
  readonly desk: DocumentDesk
  readonly methods: FakeMethods
  readonly requests: string[] = []
  readonly problems: string[] = []
  readonly #app: ElectronApplication
  readonly #url: string
  readonly #bridgeProblems: readonly string[]

  readonly served: Map<string, Buffer>

  constructor({ app, page, host, url, served }: Shared) {
    const bridge = host.renew()
    this.page = page
    this.#app = app
    this.#url = url
    this.methods = bridge.methods
    this.world = new World(bridge)
    this.desk = new DocumentDesk(bridge.methods.documents, this.world)
    this.served = served
    this.#bridgeProblems = bridge.problems
  }

  get composer() {
    return this.page.getByRole('textbox', { name: 'Message' })
  }
  get answers() {
    return this.page.getByRole('article')
  }
  get answer() {
    return this.answers.last().getByTestId('answer-text')
  }
  get rows() {
    return this.page.getByRole('list', { name: 'Conversations' }).getByRole('listitem')
  }
  get stop() {
    return this.page.getByRole('button', { name: /^Stop/u })
  }
  get send() {
    return this.page.getByRole('button', { name: 'Send' })
  }

  get engine() {
    return this.page.getByRole('button', { name: /^Engine/u })
  }

  row(title: string) {
    const name = title.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
    return this.rows.getByRole('button', {
      name: new RegExp(`^${name}(?: (?:is being answered|is being read|has documents))?$`, 'u'),
    })
  }

  async load(): Promise<void> {
    await this.page.goto(this.#url)
    await expect(this.composer).toBeVisible()
  }

  /** Opens a conversation from the list, and the list first where it is hidden. */
  async open(title: string): Promise<void> {
    const show = this.page.getByRole('button', { name: /^Show the sidebar/u })
    if (await show.isVisible()) await show.click()
    await this.row(title).click()
    await expect(
      this.row(title)
        .or(this.page.getByRole('heading', { name: title, level: 1 }))
        .first(),
    ).toBeVisible()
  }

  /** What sticks out of the window at its sides, or would need scrolling sideways to be seen. */
  overflowing(): Promise<string[]> {
    return this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      const page = scrollWidth > clientWidth ? [`the page: ${scrollWidth} > ${clientWidth}`] : []
      const scrollers = [
        ...document.querySelectorAll(
          '#messages, #conversations, .pop, .toast, .banner, .bar, .first, .proof, .sheet, .files, .zone',
        ),
      ]
      return [
        ...page,
        ...scrollers
          .filter((element) => element.scrollWidth > element.clientWidth)
          .map((element) => `${element.className}: ${element.scrollWidth} > ${element.clientWidth}`),
      ]
    })
  }

  async ask(text: string): Promise<Turn> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
    return Turn.begin(this.methods)
  }

  /** Drags files over the window, as a desktop does: the page sees their kinds. The function drops them. */
  async drag(names: readonly string[], over = '#messages'): Promise<() => Promise<void>> {
    const types = { pdf: 'application/pdf', mp4: 'video/mp4', txt: 'text/plain', docx: DOCX }
    const files = names.map((name) => ({
      name,
      type: Object.entries(types).find(([end]) => name.endsWith(end))?.[1] ?? '',
    }))
    const transfer = await this.page.evaluateHandle((list) => {
      const made = new DataTransfer()
      for (const { name, type } of list) made.items.add(new File(['content'], name, { type }))
      return made
    }, files)
    await this.page.dispatchEvent(over, 'dragenter', { dataTransfer: transfer })
    return async () => {
      await this.page.dispatchEvent('.veil .zone.on', 'drop', { dataTransfer: transfer })
    }
  }

  /** As Ctrl + does, for all text and all measures. */
  async zoom(factor: number): Promise<void> {
    await this.#app.evaluate(({ webContents }, wanted) => {
      for (const contents of webContents.getAllWebContents()) contents.setZoomFactor(wanted)
    }, factor)
  }

  async picture(name: string): Promise<void> {
    if (PICTURES === null) return
    mkdirSync(PICTURES, { recursive: true })
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`) })
  }

  /** What the system's clipboard holds. */
  clipboard(): Promise<string> {
    return this.#app.evaluate(({ clipboard }) => clipboard.readText())
  }

  /** Pastes into the box what another program has copied. */
  async paste(text: string): Promise<void> {
    await this.#app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)
    await this.composer.press('ControlOrMeta+V')
  }

  windowCount(): Promise<number> {
    return this.#app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  }

  /** Notes how long the answer's text is each time it changes; the function gives what was noted. */
  async watchAnswerLength(): Promise<() => Promise<number[]>> {
    const texts = await this.#watchText('[data-testid="answer-text"]')
    return async () => (await texts()).map((text) => text.length)
  }

  /** Notes what is said to screen readers. */
  watchAnnouncements(): Promise<() => Promise<string[]>> {
    return this.#watchText('.spoken[aria-live]')
  }

  async #watchText(selector: string): Promise<() => Promise<string[]>> {
    const seen = await this.page.evaluateHandle((target) => {
      const texts: string[] = []
      const element = document.querySelector(target)
      if (!element) throw new Error(`There is no ${target}`)
      const observer = new MutationObserver(() => {
        texts.push(element.textContent)
      })
      observer.observe(element, { childList: true, characterData: true, subtree: true })
      return texts
    }, selector)
    return () => seen.jsonValue()
  }

  /** What went wrong in the page or in what it asked of main, since the last look. */
  takeProblems(): string[] {
    return [...this.problems.splice(0), ...this.#bridgeProblems]
  }
}

function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

async function reset({ page, url }: Shared): Promise<void> {
  await page.setViewportSize(SIZE)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'none' })
  // Leaving a page saves its drafts, so they are forgotten only after it is left.
  await page.goto(`${url}blank`)
  await page.evaluate(() => {
    localStorage.clear()
  })
}

export const test = base.extend<{ agate: AgateWindow }, { shared: Shared }>({
  shared: [
    // Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const server = await servePage()
      const profile = mkdtempSync(join(tmpdir(), 'agate-window-'))
      const app = await _electron.launch({
        executablePath: ELECTRON,
        args: [...ROOT_SWITCHES, join(ROOT, 'tests/renderer/harness'), `--user-data-dir=${profile}`],
        // It would warn of the blank page between two tests.
        env: { ...inheritedEnvironment(), ELECTRON_DISABLE_SECURITY_WARNINGS: 'true' },
      })
      const page = await app.firstWindow()
      // A test that hangs says where.
      page.setDefaultTimeout(60_000)
      const host = await BridgeHost.attach(app.context(), page)
      await use({ app, page, host, url: server.url, served: server.page })
      await app.close()
      await server.close()
      rmSync(profile, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  agate: async ({ shared }, use) => {
    await reset(shared)
    const agate = new AgateWindow(shared)
    const { page } = shared
    const onError = (error: Error) => agate.problems.push(String(error))
    const onConsole = (message: { type(): string; text(): string }) => {
      if (message.type() === 'error' || message.type() === 'warning') agate.problems.push(message.text())
    }
    const onRequest = (request: { url(): string }) => agate.requests.push(request.url())
    page.on('pageerror', onError).on('console', onConsole).on('request', onRequest)
    await use(agate)
    page.off('pageerror', onError).off('console', onConsole).off('request', onRequest)
    expect(agate.takeProblems()).toEqual([])
  },
})

export { expect } from '@playwright/test'
