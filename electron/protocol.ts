import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { assetPath } from './asset-path.ts'
import { documentResponse } from './documents/desk/document-response.ts'
import { APP_ORIGIN } from './ipc/trusted-sender.ts'

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Before the app is ready: Chromium fixes a scheme's privileges at start. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

const DOCUMENT = new RegExp(`^${APP_ORIGIN}/documents/([0-9a-f-]{36})$`, 'u')

/** Serves the built renderer, the documents whose pages it draws, and nothing else. */
export function serveRenderer(folder: string, documentFile: (id: string) => string | null): void {
  protocol.handle('app', async (request) => {
    const [, id] = DOCUMENT.exec(request.url) ?? []
    if (id !== undefined) return serveDocument(documentFile(id), request.headers.get('range'))
    const file = await assetPath(folder, request.url)
    if (file === null) return new Response('Not found', { status: 404 })
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: headersFor(file) })
    } catch {
      return new Response('Not found', { status: 404 })
    }
  })
}

async function serveDocument(file: string | null, range: string | null): Promise<Response> {
  if (file === null) return new Response('Not found', { status: 404 })
  const response = await documentResponse(file, range)
  // What a document brings with it is nobody's page: it may load and run nothing.
  response.headers.set('content-security-policy', "default-src 'none'; sandbox")
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('cross-origin-resource-policy', 'same-origin')
  return response
}

function headersFor(file: string): Record<string, string> {
  return {
    'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
}
