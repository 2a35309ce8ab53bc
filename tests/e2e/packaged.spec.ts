import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { chromium, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { paintedText, scanned } from '../support/documents/painted-text.ts'
import { textPage, writePdf } from '../support/documents/write-pdf.ts'
import { expect, test } from './support/agate.ts'
import { ChatPage } from './support/chat-page.ts'
import { tinyModels } from './support/tiny-models.ts'

const BINARY = join(import.meta.dirname, '../../dist/linux-unpacked/agate')
const ROOT_SWITCHES = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** The packed application refuses the inspector that Playwright starts Electron with, so its page is reached as a browser's. */
async function openPacked(home: string): Promise<{ page: Page; ended: Promise<unknown>; child: ChildProcess }> {
  const child = spawn(BINARY, [...ROOT_SWITCHES, '--remote-debugging-port=0'], {
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_RUNTIME_DIR: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let said = ''
  child.stderr.on('data', (data) => (said += String(data)))
  const address = () => /DevTools listening on (ws:\S+)/u.exec(said)?.[1]
  await expect.poll(address).toBeDefined()
  const browser = await chromium.connectOverCDP(address() ?? '')
  const context = browser.contexts()[0]
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
  if (page === undefined) throw new Error('The packed application has no window')
  return { page, ended, child }
}

test('the packed application answers with the starter model, saves, and shows it again after a restart', async ({
  agate,
}) => {
  mkdirSync(agate.dataFolder, { recursive: true })
  writeFileSync(join(agate.dataFolder, 'settings.json'), JSON.stringify({ firstRunDone: true, quickHotkey: null }))
  const first = await openPacked(agate.home)
  const chat = new ChatPage(first.page)
  await chat.ask('What is the capital of France?')
  await expect(chat.answers.last()).toContainText('Paris')
  // Only a reply that has ended can be copied.
  await expect(first.page.getByRole('button', { name: 'Copy the answer' })).toBeVisible()
  await expect(first.page.getByRole('button', { name: /Engine/u })).toContainText(/starter/u)
  await first.page.close()
  await first.ended
  expect(agate.database.messages()).toMatchObject([{ role: 'user' }, { role: 'assistant', status: 'complete' }])

  const second = await openPacked(agate.home)
  const again = new ChatPage(second.page)
  await again.conversations.getByText('What is the capital of France?').click()
  await expect(again.answers.last()).toContainText('Paris')
  await second.page.close()
  await second.ended
})

/** Starts the packed application in a terminal; what it printed and said. */
async function runPacked(home: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(BINARY, [...ROOT_SWITCHES, ...args], {
    env: { ...process.env, XDG_CONFIG_HOME: join(home, 'config'), XDG_RUNTIME_DIR: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data) => (stdout += String(data)))
  child.stderr.on('data', (data) => (stderr += String(data)))
  await new Promise((resolve) => child.once('close', resolve))
  return { stdout, stderr }
}

test('the packed application has what it reads documents with: also the letters in a picture', async ({
  agate,
}, info) => {
  mkdirSync(agate.dataFolder, { recursive: true })
  const settings = { firstRunDone: true, quickHotkey: null, modelPath: join(tinyModels(), 'scripted.gguf') }
  writeFileSync(join(agate.dataFolder, 'settings.json'), JSON.stringify(settings))
  const page = scanned(await paintedText(['The tenant keeps the rooms clean and pays for water.']))
  const scan = info.outputPath('scan.pdf')
  writeFileSync(scan, writePdf([textPage(['Nobody but you reads this, says the office.']), [page]]))
  const { stdout, stderr } = await runPacked(agate.home, ['summarise', '--ocr', '--json', scan])
  expect(stdout, stderr).not.toBe('')
  expect(JSON.parse(stdout)).toMatchObject({ complete: true, pages: [{ verdict: 'read' }, { verdict: 'ocr' }] })
})

test('the packed application brings the licences of all that is bundled in it', () => {
  const folder = join(dirname(BINARY), 'resources/resources/licences')
  const text = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  for (const name of ['node-llama-cpp', 'zod', 'pdfjs-dist', 'svelte', '@fontsource-variable/inter']) {
    expect(text.join('\n')).toContain(`\n## ${name} - `)
  }
})

test('the packed application cannot be turned into Node or inspected', async ({ agate }) => {
  const run = async (...input: [args: string[], env: Record<string, string>]) => {
    const { stdout, stderr } = await runPacked(agate.home, ...input)
    return stdout + stderr
  }
  const asNode = await run(['-p', '"turned into Node"', '--version'], { ELECTRON_RUN_AS_NODE: '1' })
  expect(asNode).not.toContain('turned into Node')
  const inspected = await run(['--inspect=0', '--version'], {})
  expect(inspected).not.toContain('Debugger listening')
  expect(inspected).toContain('0.1.0')
})

test('every switch that is burned into the packed application stands as it must', async () => {
  const wire = await getCurrentFuseWire(BINARY)
  const isOn = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    filePrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    ownSnapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
  }).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    inspect: false,
    onlyFromAsar: true,
    filePrivileges: false,
    ownSnapshot: false,
  })
})
