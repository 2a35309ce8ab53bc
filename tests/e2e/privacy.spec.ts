import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from './support/agate.ts'
import { ChatPage } from './support/chat-page.ts'
import { dropOn } from './support/drop-files.ts'
import { writePaper } from './support/papers.ts'
import { answer, HOTKEY, keys, opened, start, type } from './support/quick.ts'
import { watchSockets } from './support/sockets.ts'
import { tinyModels } from './support/tiny-models.ts'

const scenario = { replies: [{ tokens: ['Marmalade', ' ', 'skies', '.'] }] }
const settings = { modelPath: join(tinyModels(), 'scripted.gguf') }

test('a whole session with a chat, a document and a quick question connects to nobody, and nothing of it is in the log', async ({
  agate,
}, info) => {
  const window = await start(agate, { scenario, settings })
  const connections = watchSockets(window.app.process().pid ?? 0)
  const chat = new ChatPage(window.main)
  await chat.ask('Tangerine trees?')
  await expect(chat.answers.last()).toContainText('Marmalade skies.')
  const paper = writePaper(info.outputPath('cellophane.pdf'), { title: 'Kaleidoscope' })
  await dropOn(window.main, { files: [paper] })
  await expect.poll(() => agate.database.summaries()).toMatchObject([{ state: 'done' }])
  keys(HOTKEY)
  await opened(window)
  type('Newspaper taxis')
  keys('Return')
  await expect(answer(window.quick)).toContainText('Marmalade skies.')
  expect(connections()).toEqual([])

  await agate.closeAll()
  const logs = join(agate.dataFolder, 'logs')
  const said = readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('')
  expect(said).not.toBe('')
  for (const word of ['Tangerine', 'Marmalade', 'cellophane', 'Kaleidoscope', 'council', 'Newspaper']) {
    expect(said.toLowerCase()).not.toContain(word.toLowerCase())
  }
})

test('a connection would have been seen', async ({ agate }) => {
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { app } = await agate.open({ scenario, settings })
  const connections = watchSockets(app.process().pid ?? 0)
  const connected = new Promise((resolve) => server.once('connection', resolve))
  await app.evaluate((_electron, to) => void fetch(`http://127.0.0.1:${to}/`).catch(() => undefined), port)
  await connected
  expect(connections()).toContain(`0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`)
  server.closeAllConnections()
  server.close()
})
