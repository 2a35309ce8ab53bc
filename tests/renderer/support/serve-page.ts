import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, relative } from 'node:path'

const PAGE = join(import.meta.dirname, '../../../out/renderer')

/** As electron/protocol.ts sends it, so that what the policy forbids fails here too. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Read once, so that a build that runs meanwhile does not take files away from under a page. */
async function readPage(): Promise<Map<string, Buffer>> {
  const entries = await readdir(PAGE, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = paths.map(async (path) => [`/${relative(PAGE, path)}`, await readFile(path)] as const)
  return new Map(await Promise.all(files))
}

/** Serves the built page on this computer only; what a test adds to `page` too. */
export async function servePage(): Promise<{ url: string; page: Map<string, Buffer>; close: () => Promise<void> }> {
  const page = await readPage()
  // An empty page of the same origin, to come from.
  page.set('/blank', Buffer.from('<!doctype html>'))
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page')
    const path = pathname === '/' ? '/index.html' : pathname
    const content = page.get(path)
    const type = TYPES[extname(path)] ?? (extname(path) === '' ? 'text/html' : 'application/octet-stream')
    if (content) response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(content)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    page,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
