import { err, ok } from '../../shared/result.ts'
import { GEMMA, GEMMA_HUGE, STARTER_FILE } from './support/models.ts'
import { expect, test } from './support/window.ts'
import { STARTER } from './support/world.ts'

test.describe('the first window', () => {
  test.beforeEach(({ agate }) => {
    agate.world.engine = STARTER
    agate.world.models = [STARTER_FILE]
    agate.world.offers = [GEMMA]
  })

  test('gets the better model once its terms are accepted, and the conversation is there meanwhile', async ({
    agate,
  }) => {
    await agate.load()
    const { page, methods } = agate
    const start = page.getByRole('button', { name: 'Start', exact: true })
    await expect(start).toBeDisabled()
    await page.getByRole('checkbox').check()
    await start.click()
    await expect(page.getByRole('dialog', { name: /Ask now/u })).toBeHidden()
    expect(methods.models.download.calls).toEqual([{ id: 'gemma' }])
    await expect.poll(() => methods.settings.update.calls).toEqual([{ firstRunDone: true }])
    await expect(agate.composer).toBeFocused()
  })

  test('proposes the small model alone where the better one does not fit', async ({ agate }) => {
    agate.world.offers = [{ ...GEMMA, fit: GEMMA_HUGE.fit }]
    await agate.load()
    const { page, methods } = agate
    await expect(page.getByRole('radio', { name: /^Only the small model/u })).toBeChecked()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(agate.composer).toBeFocused()
    expect(methods.models.download.calls).toEqual([])
  })

  test('begins with the small model alone without any terms', async ({ agate }) => {
    await agate.load()
    const { page, methods } = agate
    await page.getByRole('radio', { name: /^Only the small model/u }).check()
    await expect(page.getByRole('checkbox')).toBeHidden()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(agate.composer).toBeFocused()
    expect(methods.models.download.calls).toEqual([])
  })

  test('is answered with a file of one’s own, and is not asked again when that file goes', async ({ agate }) => {
    const { methods, page, world } = agate
    const mine = { path: '/mine.gguf', name: 'My own model', sizeBytes: 1_500_000_000, starter: false }
    methods.models.choose.handle(async () => {
      world.models = [STARTER_FILE, mine]
      await methods.models.changed.emit({})
      return ok(mine)
    })
    await agate.load()
    const dialog = page.getByRole('dialog', { name: /Ask now/u })
    await dialog.getByRole('button', { name: 'Choose a file' }).press('Enter')
    await expect(dialog).toBeHidden()
    await expect(agate.composer).toBeFocused()
    expect(methods.settings.update.calls).toEqual([{ firstRunDone: true }])
    world.models = [STARTER_FILE]
    await methods.models.changed.emit({})
    await agate.load()
    await expect(agate.engine).toContainText('SmolLM2')
    await expect(dialog).toBeHidden()
  })

  test('stays as it is, with the focus, when no file is chosen after all', async ({ agate }) => {
    const { methods, page } = agate
    let cancel: () => void = () => undefined
    methods.models.choose.handle(async () => {
      await new Promise<void>((resolve) => {
        cancel = resolve
      })
      return ok(null)
    })
    await agate.load()
    const choose = page.getByRole('dialog', { name: /Ask now/u }).getByRole('button', { name: 'Choose a file' })
    await choose.press('Enter')
    await expect(choose).toBeDisabled()
    await expect(choose).not.toBeFocused()
    cancel()
    await expect(choose).toBeFocused()
    expect(methods.settings.update.calls).toEqual([])
  })

  test('says in its dialog why a file or a download cannot be had', async ({ agate }) => {
    const { methods, page } = agate
    methods.models.choose.handle(() => Promise.resolve(err('not-gguf', 'This is no model.')))
    methods.models.download.handle(() => Promise.resolve(err('unknown-model', 'It is not to be had.')))
    await agate.load()
    const dialog = page.getByRole('dialog', { name: /Ask now/u })
    await dialog.getByRole('button', { name: 'Choose a file' }).click()
    await expect(dialog.getByRole('alert')).toHaveText('This is no model.')
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(dialog.getByRole('alert')).toHaveText('It is not to be had.')
    expect(methods.settings.update.calls).toEqual([])
  })

  test('is not asked again', async ({ agate }) => {
    agate.world.settings = { ...agate.world.settings, firstRunDone: true }
    await agate.load()
    await expect(agate.engine).toContainText('SmolLM2')
    await expect(agate.page.getByRole('dialog', { name: /Ask now/u })).toBeHidden()
  })
})
