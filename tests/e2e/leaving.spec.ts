import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/agate.ts'
import { ENDLESS, whileWriting } from './support/endless.ts'

test('quitting while an answer is written keeps what was written', async ({ agate }) => {
  const { app, shown } = await whileWriting(agate)
  const closed = app.waitForEvent('close')
  await app.evaluate(({ app: electron }) => electron.quit())
  await closed
  const saved = agate.database.messages().at(-1)
  expect(saved?.status).toBe('stopped')
  expect(saved?.text.startsWith(shown.trimEnd())).toBe(true)
})

test('a signal to end while an answer is written keeps what was written, and Agate ends well', async ({ agate }) => {
  const { app, shown } = await whileWriting(agate)
  const exit = new Promise((resolve) => app.process().once('exit', (code, signal) => resolve({ code, signal })))
  const closed = app.waitForEvent('close')
  app.process().kill('SIGTERM')
  expect(await exit).toEqual({ code: 0, signal: null })
  await closed
  const saved = agate.database.messages().at(-1)
  expect(saved?.status).toBe('stopped')
  expect(saved?.text.startsWith(shown.trimEnd())).toBe(true)
})

test('a start while Agate is leaving starts it again once it has left, with what was to be opened', async ({
  agate,
}) => {
  const { app } = await agate.open({ scenario: { replies: [ENDLESS] } })
  const asked = join(agate.home, 'relaunched.json')
  await app.evaluate(({ app: electron }, file) => {
    electron.relaunch = (options) => process.getBuiltinModule('fs').writeFileSync(file, JSON.stringify(options?.args))
    electron.on('before-quit', () => {
      electron.emit('second-instance', {}, [], '/', { open: 'main', documents: ['/home/somebody/letter.pdf'] })
    })
  }, asked)
  const closed = app.waitForEvent('close')
  await app.evaluate(({ app: electron }) => electron.quit())
  await closed
  expect(JSON.parse(readFileSync(asked, 'utf8'))).toContain('/home/somebody/letter.pdf')
})
