import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './support/agate.ts'
import { ChatPage } from './support/chat-page.ts'
import { whileWriting } from './support/endless.ts'

/** What the window shows, read past Playwright, which follows no page that crashed. */
function words(app: ElectronApplication): Promise<string> {
  return inPage(app, 'document.body.innerText')
}

function inPage(app: ElectronApplication, script: string): Promise<string> {
  return app.evaluate(({ BrowserWindow }, code) => {
    const [window] = BrowserWindow.getAllWindows().filter((one) => !one.webContents.getURL().endsWith('/quick.html'))
    return window?.webContents.executeJavaScript(code) as Promise<string>
  }, script)
}

test('a page that stops while an answer is written comes back by itself with what was shown, and the next question works', async ({
  agate,
}) => {
  const answering = await whileWriting(agate, [{ match: 'again', tokens: ['Next ', 'answer.'] }])
  const { app } = answering
  const shown = answering.shown.trim()
  await app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows()
    windows.find((one) => one.webContents.getURL().endsWith('/'))?.webContents.forcefullyCrashRenderer()
  })
  await expect.poll(() => agate.database.messages().at(-1)?.status).toBe('stopped')
  const saved = agate.database.messages().at(-1)
  expect(saved).toMatchObject({ endReason: 'window-closed', text: expect.stringContaining(shown) })
  const listed = 'ul[aria-label="Conversations"] li button, [role=list][aria-label="Conversations"] button'
  await expect.poll(() => inPage(app, `String(document.querySelector('${listed}') !== null)`)).toBe('true')
  await inPage(app, `document.querySelector('${listed}').click(); ''`)
  await expect.poll(() => words(app)).toContain(shown)
  await app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows()
    const contents = windows.find((one) => !one.webContents.getURL().endsWith('/quick.html'))?.webContents
    return contents
      ?.executeJavaScript('document.querySelector("textarea").focus()')
      .then(() => contents.insertText('And again?'))
      .then(() => {
        for (const type of ['keyDown', 'keyUp'] as const) contents.sendInputEvent({ type, keyCode: 'Enter' })
      })
  })
  await expect.poll(() => words(app)).toContain('Next answer.')
  expect(agate.database.messages().at(-1)).toMatchObject({ text: 'Next answer.', status: 'complete' })
})

test('a window whose page stops again and again asks before it is loaded once more, and everything is there', async ({
  agate,
}) => {
  const { app, page } = await agate.open({ scenario: { replies: [{ tokens: ['Kept ', 'answer.'] }] } })
  await new ChatPage(page).ask('Is it kept?')
  await expect(new ChatPage(page).answers.last()).toContainText('Kept answer.')
  await app.evaluate(({ BrowserWindow, dialog }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    Object.assign(dialog, {
      showMessageBox: (_window: unknown, { message }: { message: string }) =>
        Promise.resolve({ response: asked.push(message) - 1 }),
    })
    const page = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/'))?.webContents
    let crashes = 0
    const crash = () => (crashes += 1) <= 3 && page?.forcefullyCrashRenderer()
    page?.on('dom-ready', crash)
    crash()
  })
  await expect
    .poll(() => app.evaluate(() => (globalThis as { asked?: string[] }).asked))
    .toEqual(['The window of Agate stopped three times within half a minute.'])
  await expect.poll(() => words(app)).toContain('Is it kept?')
})
