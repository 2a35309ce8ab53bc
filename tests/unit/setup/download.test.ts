import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { download } from '../../../build/setup/download.mjs'
import { tempFolder } from '../../support/temp-folder.ts'

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return `http://127.0.0.1:${address.port}/file`
}

test('a file arrives as it was sent', async () => {
  const content = Buffer.alloc(300_000, 'agate')
  const url = await serve((_request, response) => response.end(content))
  const target = join(tempFolder(), 'file')
  await download(url, target)
  expect(readFileSync(target).equals(content)).toBe(true)
})

test('a server that refuses is an error with its number', async () => {
  const url = await serve((_request, response) => response.writeHead(403).end('no'))
  await expect(download(url, join(tempFolder(), 'file'))).rejects.toThrow('403')
})

test('a server that never answers is given up', async () => {
  const url = await serve(() => undefined)
  await expect(download(url, join(tempFolder(), 'file'), { silenceMs: 50 })).rejects.toThrow('no answer')
})

test('a server that falls silent in the middle is given up', async () => {
  const url = await serve((_request, response) => response.writeHead(200, { 'content-length': 1000 }).write('part'))
  await expect(download(url, join(tempFolder(), 'file'), { silenceMs: 50 })).rejects.toThrow('no answer')
})
