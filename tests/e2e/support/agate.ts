import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { z } from 'zod'
import type { Scenario as ScenarioSchema } from '../../fakes/scenario.ts'
import { DatabaseReader } from './database-reader.ts'

const ROOT = join(import.meta.dirname, '../../..')
const ELECTRON = join(ROOT, 'node_modules/.agate/electron/electron')

/** Chromium refuses to sandbox as root; the suite runs as an unprivileged user, and this line is for a quick run by hand. */
export const ROOT_SWITCHES = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Of somebody who uses Agate for a while; and no test takes the desktop's keys from another. */
const USUAL_SETTINGS = { firstRunDone: true, quickHotkey: null }

/** What the scripted engine does, as tests write it: with the schema's defaults left out. */
export type Scenario = z.input<typeof ScenarioSchema>

export interface LaunchOptions {
  /** A scenario for the scripted engine instead of llama.cpp. */
  readonly scenario?: Scenario
  /** Folder with the models that "come with Agate". */
  readonly modelFolder?: string
  readonly settings?: Readonly<Record<string, unknown>>
  /** A file lies where the data folder should be, which nobody can write into, not even root. */
  readonly dataFolderBlocked?: boolean
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  /** `run` presses Ctrl C once this is printed. */
  readonly interruptAt?: RegExp
  /** Whoever reads what `run` prints has gone, as `head` does. */
  readonly outputClosed?: boolean
}

/** A person's Agate: a data folder that outlives a launch, and what they can do with the program. */
export class Installation {
  readonly home: string
  readonly database: DatabaseReader
  /** Not in the home, which is named after the test: a socket's path may have no more than 107 bytes. */
  readonly #runtime = mkdtempSync(join(tmpdir(), 'agate-run-'))
  readonly #problems: string[] = []
  readonly #running = new Set<ElectronApplication>()
  #options: LaunchOptions = {}

  constructor(home: string) {
    this.home = home
    this.database = new DatabaseReader(join(this.dataFolder, 'agate.db'))
  }

  get dataFolder(): string {
    return join(this.home, 'config', 'Agate')
  }

  /** Starts Agate and waits until the window can be typed in. The options hold for later launches too. */
  async open(options: LaunchOptions = this.#options): Promise<{ app: ElectronApplication; page: Page }> {
    const app = await this.launch(options)
    const page = await app.firstWindow()
    page.on('pageerror', (error) => this.#problems.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') this.#problems.push(message.text())
    })
    await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
    return { app, page }
  }

  async launch(options: LaunchOptions = this.#options): Promise<ElectronApplication> {
    this.#options = options
    this.#prepare(options)
    const app = await _electron.launch({
      executablePath: ELECTRON,
      // Off by default in Playwright; what is tested is what ships.
      chromiumSandbox: ROOT_SWITCHES.length === 0,
      args: [...ROOT_SWITCHES, ROOT, ...(options.args ?? [])],
      env: this.#environment(options),
    })
    this.#running.add(app)
    app.once('close', () => this.#running.delete(app))
    return app
  }

  /** Runs Agate without a window driver, as a terminal does, and returns what it printed. */
  async run(
    args: readonly string[],
    options: LaunchOptions = this.#options,
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    this.#prepare(options)
    const child = spawn(ELECTRON, [...ROOT_SWITCHES, ROOT, ...args], {
      env: this.#environment(options),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (options.outputClosed === true) child.stdout.destroy()
    let stdout = ''
    let stderr = ''
    let interrupted = false
    const printed = (): void => {
      if (interrupted || options.interruptAt === undefined) return
      interrupted = options.interruptAt.test(stdout) || options.interruptAt.test(stderr)
      if (interrupted) child.kill('SIGINT')
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      printed()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
      printed()
    })
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('close', resolve)
      child.once('error', reject)
    })
    return { code, stdout, stderr }
  }

  /** What went wrong in the page's console since the last look. */
  takeProblems(): string[] {
    return this.#problems.splice(0)
  }

  async closeAll(): Promise<void> {
    for (const app of this.#running) await app.close()
    rmSync(this.#runtime, { recursive: true, force: true })
  }

  #prepare({ scenario, settings, dataFolderBlocked = false }: LaunchOptions): void {
    mkdirSync(dataFolderBlocked ? join(this.home, 'config') : this.dataFolder, { recursive: true })
    if (dataFolderBlocked) writeFileSync(this.dataFolder, '')
    mkdirSync(this.#runtime, { recursive: true, mode: 0o700 })
    if (scenario) writeFileSync(join(this.home, 'scenario.json'), JSON.stringify(scenario))
    const file = join(this.dataFolder, 'settings.json')
    if (dataFolderBlocked || (settings === undefined && existsSync(file))) return
    writeFileSync(file, JSON.stringify({ ...USUAL_SETTINGS, ...settings }))
  }

  #environment({ scenario, modelFolder, env }: LaunchOptions): Record<string, string> {
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    )
    return {
      ...inherited,
      HOME: this.home,
      XDG_CONFIG_HOME: join(this.home, 'config'),
      XDG_RUNTIME_DIR: this.#runtime,
      ...env,
      ...(modelFolder === undefined ? {} : { AGATE_MODEL_FOLDER: modelFolder }),
      ...(scenario && {
        AGATE_ENGINE_ENTRY: join(ROOT, 'out/test/scripted-engine.js'),
        AGATE_SCENARIO: join(this.home, 'scenario.json'),
      }),
    }
  }
}

export const test = base.extend<{ agate: Installation }>({
  // Playwright reads the fixtures a fixture needs from this pattern; this one needs none.
  agate: async ({}, use, info) => {
    const agate = new Installation(info.outputPath('home'))
    await use(agate)
    await agate.closeAll()
    expect(agate.takeProblems()).toEqual([])
  },
})

export { expect } from '@playwright/test'
