import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { done, type CommandRequest, type CommandSink } from '../../../electron/cli/command.ts'
import { runInInstance } from '../../../electron/cli/instance-client.ts'
import { serveInstances } from '../../../electron/cli/instance-server.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const LIST: CommandRequest = { kind: 'models', action: 'list', json: false }
const sink: CommandSink = { text: () => undefined, note: () => undefined }

let socket: string
let logged: string[]

beforeEach(() => {
  socket = join(tempFolder(), 'own', 'socket')
  logged = []
})

function serve() {
  return serveInstances(
    socket,
    () => Promise.resolve(done('')),
    (_level, event) => void logged.push(event),
  )
}

it('serves in a folder that it makes for this user alone', async () => {
  const server = serve()
  expect((await runInInstance(socket, LIST, sink, new AbortController().signal)).exitCode).toBe(0)
  expect(statSync(dirname(socket)).mode & 0o077).toBe(0)
  server.stop()
})

it('serves nobody, and logs why, where the folder cannot be made', async () => {
  mkdirSync(dirname(dirname(socket)), { recursive: true })
  writeFileSync(dirname(socket), '')
  const server = serve()
  expect(logged).toEqual(['instance.folder'])
  await server.idle(new AbortController().signal)
  server.stop()
})

it('neither serves nor asks in a folder that others may enter', async () => {
  mkdirSync(dirname(socket), { recursive: true })
  chmodSync(dirname(socket), 0o755)
  serve()
  expect(logged).toEqual(['instance.folder'])
  expect(existsSync(socket)).toBe(false)
  const heard: unknown[] = []
  const other = createServer((caller) => caller.on('data', (data) => heard.push(data)))
  await once(other.listen(socket), 'listening')
  const abort = new AbortController()
  const outcome = runInInstance(socket, LIST, sink, abort.signal)
  const own = connect(socket)
  await once(own, 'connect')
  own.end('mine')
  await expect.poll(() => heard.length).toBeGreaterThan(0)
  abort.abort()
  expect(await outcome).toMatchObject({ exitCode: 1 })
  expect(heard.map(String)).toEqual(['mine'])
  other.close()
})
