import { app, session, type Session, type WebContents } from 'electron'
import { openLink } from './external-link.ts'
import { APP_ORIGIN } from './ipc/trusted-sender.ts'
import type { Log } from './log.ts'

/**
 * Agate's window never goes anywhere: no address but its own is loaded, named or looked up. Three leaks get past a
 * content security policy and request filters, and each has its own line here: DNS prefetch (no host name resolves),
 * the spell-checker's dictionary download (no languages), WebRTC's UDP (proxied only, and there is no proxy).
 */
export function forbidNetworkBeforeReady(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

export function guardSessions(log: Log): void {
  guardSession(session.defaultSession, log)
  app.on('session-created', (created) => {
    guardSession(created, log)
  })
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, log)
  })
  app.on('login', (event) => {
    event.preventDefault()
  })
}

function guardSession(target: Session, log: Log): void {
  target.setPermissionRequestHandler((_contents, permission, decide) => {
    decide(permission === 'clipboard-sanitized-write')
  })
  target.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  target.setDevicePermissionHandler(() => false)
  target.setSpellCheckerEnabled(false)
  target.setSpellCheckerLanguages([])
  target.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, ({ url }, decide) => {
    const allowed = isOwnAddress(url)
    if (!allowed) log('warn', 'network.refused', { scheme: url.split(':', 1)[0] })
    decide({ cancel: !allowed })
  })
  target.on('will-download', (event) => {
    event.preventDefault()
  })
}

function isOwnAddress(url: string): boolean {
  if (url.startsWith(`${APP_ORIGIN}/`) || url.startsWith('data:') || url.startsWith(`blob:${APP_ORIGIN}/`)) return true
  return url.startsWith('devtools:') && !app.isPackaged
}

function guardContents(contents: WebContents, log: Log): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.on('will-navigate', (event) => {
    event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  // A page that refuses to unload would otherwise block quitting for ever, without a word.
  contents.on('will-prevent-unload', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    void openLink(url, log)
    return { action: 'deny' }
  })
}
