import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test, type Scenario } from './support/agate.ts'
import { callBridge, endOfStream } from './support/bridge.ts'
import { contract } from '../../shared/ipc/contract.ts'

const scenario: Scenario = { replies: [{ tokens: ['Hello'] }] }

test("Chromium's sandbox is on for the pages", async ({ agate }) => {
  const { app } = await agate.open({ scenario })
  const pages = () =>
    app.evaluate(({ app: electron }) =>
      electron
        .getAppMetrics()
        .filter(({ type }) => type === 'Tab')
        .map(({ pid }) => pid),
    )
  // The window, and the small one behind it.
  await expect.poll(async () => (await pages()).length).toBe(2)
  for (const pid of await pages()) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    expect(/^Seccomp:\s(\d)$/mu.exec(status)?.[1]).toBe('2')
    expect(/^NoNewPrivs:\s(\d)$/mu.exec(status)?.[1]).toBe('1')
  }
})

test('the page has the contract and nothing of Node or Electron', async ({ agate }) => {
  const { page } = await agate.open({ scenario })
  const seen = await page.evaluate(() => ({
    globals: ['require', 'process', 'Buffer', 'module', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
    bridge: Object.fromEntries(
      Object.entries(Reflect.get(window, 'agate') as Record<string, object>).map(([group, calls]) => [
        group,
        Object.keys(calls).sort(),
      ]),
    ),
  }))
  expect(seen.globals).toEqual([])
  expect(seen.bridge).toEqual({
    ...Object.fromEntries(Object.entries(contract).map(([group, calls]) => [group, Object.keys(calls).sort()])),
    pathOf: [],
  })
})

test('the page learns where a file lies only when the person gave it that file', async ({ agate }) => {
  const { page } = await agate.open({ scenario })
  const given = join(agate.home, 'scenario.json')
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    document.body.append(input)
  })
  await page.locator('input[type=file]').setInputFiles(given)
  const paths = await page.evaluate(() => {
    const { pathOf } = Reflect.get(window, 'agate') as { pathOf: (file: File) => string }
    const [chosen] = document.querySelector<HTMLInputElement>('input[type=file]')?.files ?? []
    return [chosen, new File(['made here'], '/etc/passwd')].map((file) => file && pathOf(file))
  })
  expect(paths).toEqual([given, ''])
})

test('main answers input that does not fit, whatever the page sends', async ({ agate }) => {
  const { page } = await agate.open({ scenario })
  const refused: readonly [string, string, unknown, string][] = [
    ['conversations', 'open', { id: '../../etc/passwd' }, 'invalid-input'],
    ['conversations', 'rename', { id: 7 }, 'invalid-input'],
    ['settings', 'update', { maxReplyTokens: -1 }, 'invalid-input'],
    ['chat', 'send', { conversationId: null, text: 7 }, 'invalid-input'],
    ['app', 'openLink', { url: 'file:///etc/passwd' }, 'refused'],
    ['conversations', 'open', { id: '00000000-0000-4000-8000-000000000000' }, 'not-found'],
  ]
  for (const [group, name, input, code] of refused) {
    const answer =
      name === 'send' ? await endOfStream(page, group, name, input) : await callBridge(page, group, name, input)
    expect(JSON.stringify(answer)).toContain(`"code":"${code}"`)
  }
})

/** A server that anyone may ask, and what it was asked. */
async function openServer() {
  const requests: string[] = []
  const server = createServer(({ url = '' }, response) => {
    requests.push(url)
    response.setHeader('access-control-allow-origin', '*')
    response.end('Reached')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { address: `http://127.0.0.1:${port}/`, requests, close }
}

test('the page can neither leave nor reach anything', async ({ agate }) => {
  const server = await openServer()
  expect((await fetch(`${server.address}test`)).ok).toBe(true)
  const { app, page } = await agate.open({ scenario })
  const reached = await page.evaluate(async (address) => {
    const refused: string[] = []
    Object.assign(window, { refused })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      refused.push(`${effectiveDirective} ${blockedURI}`),
    )
    const frame = document.createElement('iframe')
    frame.src = `${address}frame`
    document.body.append(frame)
    const attempts = [`${address}fetch`, 'file:///etc/passwd', 'app://other/index.html']
    const outcomes = await Promise.all(
      attempts.map((url) =>
        fetch(url).then(
          (response) => response.ok,
          () => false,
        ),
      ),
    )
    location.href = `${address}page`
    return outcomes
  }, server.address)
  expect(reached).toEqual([false, false, false])
  // By the page's own policy.
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'refused') as string[]))
    .toEqual(
      expect.arrayContaining([
        expect.stringContaining(`connect-src ${server.address}fetch`),
        expect.stringContaining('frame-src http://127.0.0.1:'),
      ]),
    )
  // What the page began before has reached main once this has been there and back.
  await callBridge(page, 'settings', 'get', undefined)
  // Behind the page's own policy: a window that anything else would take there, and the names and numbers of hosts.
  const behind = await app.evaluate(async ({ BrowserWindow, session }, address) => {
    const window = new BrowserWindow({ show: false })
    const failure = (attempt: Promise<unknown>) => attempt.then(String, (error: unknown) => String(error))
    const loaded = await failure(window.loadURL(`${address}window`))
    window.destroy()
    return [loaded, await failure(session.defaultSession.resolveHost('127.0.0.1'))]
  }, server.address)
  expect(behind).toEqual([
    expect.stringContaining('ERR_BLOCKED_BY_CLIENT'),
    expect.stringContaining('ERR_NAME_NOT_RESOLVED'),
  ])
  expect(server.requests).toEqual(['/test'])
  server.close()
  expect(page.url()).toBe('app://agate/')
  const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  await page.evaluate(() => window.open('https://user:secret@example.org/'))
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(windows)
  agate.takeProblems()
})

test('both pages are refused every device, place and notice, and their policy has no exception', async ({ agate }) => {
  const { app, page } = await agate.open({ scenario })
  await expect.poll(() => app.windows().length).toBe(2)
  const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'persistent-storage', 'clipboard-read']
  for (const one of app.windows()) {
    const states = await one.evaluate(
      (list) =>
        Promise.all(
          list.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
        ),
      names,
    )
    expect(states).toEqual(names.map(() => 'denied'))
    const policy = await one.evaluate(async () =>
      (await fetch(location.href.replace(/#.*/u, ''))).headers.get('content-security-policy'),
    )
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/u)
  }
  const asked = await page.evaluate(async () => [
    await Notification.requestPermission(),
    await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    ),
    await navigator.clipboard.readText().then(
      () => 'granted',
      () => 'denied',
    ),
  ])
  expect(asked).toEqual(['denied', 'denied', 'denied'])
  agate.takeProblems()
})

test('no script runs that did not come with the page', async ({ agate }) => {
  const { page } = await agate.open({ scenario })
  /** Where a script of a page or a frame was refused. */
  const refusedIn: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refusedIn.push(message.location().url)
  })
  await page.evaluate(async () => {
    const marks: number[] = []
    const refused: string[] = []
    Object.assign(window, { marks, refused, mark: (name: number) => marks.push(name) })
    document.addEventListener('securitypolicyviolation', ({ target, effectiveDirective, blockedURI }) => {
      const place = target instanceof Element ? target.localName : 'document'
      refused.push(`${place}: ${effectiveDirective} ${blockedURI}`)
    })
    const holder = document.createElement('div')
    document.body.append(holder)
    holder.innerHTML =
      '<img src="x" onerror="mark(1)"><svg><svg onload="mark(2)"></svg></svg><iframe srcdoc="<script>parent.mark(3)</script>"></iframe>'
    const script = document.createElement('script')
    script.textContent = 'mark(4)'
    document.body.append(script)
    const address = 'data:text/javascript,mark(5)'
    await import(/* @vite-ignore */ address).catch(() => undefined)
  })
  const seen = (what: 'refused' | 'marks') => page.evaluate((name) => Reflect.get(window, name) as unknown[], what)
  await expect
    .poll(async () => [...(await seen('refused'))].sort())
    .toEqual([
      'document: script-src-elem data',
      'img: script-src-attr inline',
      'script: script-src-elem inline',
      'svg: script-src-attr inline',
    ])
  await expect.poll(() => refusedIn).toContain('about:srcdoc')
  expect(await seen('marks')).toEqual([])
  await page.reload()
  agate.takeProblems()
})
