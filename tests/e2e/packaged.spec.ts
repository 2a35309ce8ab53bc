import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { paintedText, scanned } from '../support/documents/painted-text.ts'
import { textPage, writePdf } from '../support/documents/write-pdf.ts'
import { ChatPage } from './support/chat-page.ts'
import { BINARY, expect, test } from './support/packed.ts'
import { tinyModels } from './support/tiny-models.ts'

test('the packed application answers with the starter model, saves, and shows it again after a restart', async ({
  agate,
  packed,
}) => {
  mkdirSync(agate.dataFolder, { recursive: true })
  writeFileSync(join(agate.dataFolder, 'settings.json'), JSON.stringify({ firstRunDone: true, quickHotkey: null }))
  const first = await packed.open()
  const chat = new ChatPage(first.page)
  await chat.ask('What is the capital of France?')
  await expect(chat.answers.last()).toContainText('Paris')
  // Only a reply that has ended can be copied.
  await expect(first.page.getByRole('button', { name: 'Copy the answer' })).toBeVisible()
  await expect(first.page.getByRole('button', { name: /Engine/u })).toContainText(/starter/u)
  await first.page.close()
  await first.ended
  expect(agate.database.messages()).toMatchObject([{ role: 'user' }, { role: 'assistant', status: 'complete' }])

  const second = await packed.open()
  const again = new ChatPage(second.page)
  await again.conversations.getByText('What is the capital of France?').click()
  await expect(again.answers.last()).toContainText('Paris')
  await second.page.close()
  await second.ended
})

test('the packed application has what it reads documents with: also the letters in a picture', async ({
  agate,
  packed,
}, info) => {
  mkdirSync(agate.dataFolder, { recursive: true })
  const settings = { firstRunDone: true, quickHotkey: null, modelPath: join(tinyModels(), 'scripted.gguf') }
  writeFileSync(join(agate.dataFolder, 'settings.json'), JSON.stringify(settings))
  const page = scanned(await paintedText(['The tenant keeps the rooms clean and pays for water.']))
  const scan = info.outputPath('scan.pdf')
  writeFileSync(scan, writePdf([textPage(['Nobody but you reads this, says the office.']), [page]]))
  const { stdout, stderr } = await packed.run(['summarise', '--ocr', '--json', scan])
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

test('the packed application cannot be turned into Node or inspected', async ({ packed }) => {
  const run = async (...input: Parameters<typeof packed.run>) => {
    const { stdout, stderr } = await packed.run(...input)
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
