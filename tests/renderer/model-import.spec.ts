import { err, ok } from '../../shared/result.ts'
import { dropFiles, openModels } from './support/model-scenes.ts'
import { expect, test } from './support/window.ts'

const FILE = { path: '/downloads/qwen.gguf', name: 'Qwen 3 4B', sizeBytes: 2_500_000_000, starter: false }

test('a file that is picked is copied only once that is chosen, with its progress, and can then be used', async ({
  agate,
}) => {
  await openModels(agate)
  const { page, methods } = agate
  methods.models.pick.handle(() => ok(FILE))
  await page.getByRole('button', { name: 'Add a file' }).click()
  const incoming = page.getByRole('region', { name: 'To be added' })
  await expect(incoming).toContainText('2.5 GB')
  await expect(incoming.getByRole('button', { name: 'Copy to Agate' })).toBeFocused()
  expect(methods.models.import.opened).toEqual([])
  await page.keyboard.press('Enter')
  const copy = await methods.models.import.next()
  expect(copy.input).toEqual({ path: FILE.path, how: 'copy' })
  await copy.frame({ share: 0.42 })
  await expect(incoming.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '42')
  const taken = { ...FILE, path: '/agate/models/qwen.gguf' }
  methods.models.use.handle(() => ok(taken))
  await copy.end(ok(taken))
  await expect(incoming).toBeHidden()
  await page.getByRole('button', { name: 'Use', exact: true }).last().click()
  await expect.poll(() => methods.models.use.calls).toEqual([{ path: taken.path }])
})

test('a copy is stopped, and nothing is left of it', async ({ agate }) => {
  await openModels(agate)
  const { page, methods } = agate
  methods.models.pick.handle(() => ok(FILE))
  await page.getByRole('button', { name: 'Add a file' }).click()
  await page.getByRole('button', { name: 'Copy to Agate' }).click()
  const copy = await methods.models.import.next()
  await page.getByRole('button', { name: 'Do not add Qwen 3 4B' }).click()
  await copy.cancelled()
  await copy.end(err('stopped', 'The copy was stopped. Nothing was changed.'))
  await expect(page.getByRole('region', { name: 'To be added' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Add a file' })).toBeEnabled()
})

test('a file that is dropped is checked, and may be used where it lies', async ({ agate }) => {
  await openModels(agate)
  const { page, methods } = agate
  methods.models.check.handle(({ path }) => ok({ ...FILE, path }))
  await dropFiles(page, ['qwen.gguf'])
  await page.getByRole('button', { name: 'Use where it lies' }).click()
  const linked = await methods.models.import.next()
  expect(linked.input).toEqual({ path: '/dropped/qwen.gguf', how: 'link' })
  expect(methods.models.check.calls).toEqual([{ path: '/dropped/qwen.gguf' }])
  await linked.end(ok({ ...FILE, path: '/dropped/qwen.gguf' }))
  await expect(page.getByText('Qwen 3 4B is added.')).toBeVisible()
})

test('what is no model, and several files at once, are refused with a sentence', async ({ agate }) => {
  await openModels(agate)
  const { page, methods } = agate
  methods.models.check.handle(() => err('not-gguf', '“notes.txt” is no model file. Nothing was changed.'))
  await dropFiles(page, ['notes.txt'])
  await expect(page.getByText('“notes.txt” is no model file. Nothing was changed.')).toBeVisible()
  await dropFiles(page, ['one.gguf', 'two.gguf'])
  await expect(page.getByText('Drop one model file at a time. Nothing was added.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'To be added' })).toBeHidden()
})

test('a model that is dropped on a conversation is taken as one, where models are added', async ({ agate }) => {
  await agate.load()
  const { methods, page } = agate
  methods.models.check.handle(() => ok({ ...FILE, path: '/dropped/qwen.GGUF' }))
  const drop = await agate.drag(['qwen.GGUF'])
  await drop()
  await expect(page.getByRole('region', { name: 'To be added' })).toContainText('Qwen 3 4B')
  await expect(page.getByRole('heading', { level: 1, name: 'Models' })).toBeVisible()
  expect(methods.documents.add.calls).toEqual([])
})
