import { openReport } from './support/document-scenes.ts'
import { openModels } from './support/model-scenes.ts'
import { addUsualConversations } from './support/scene.ts'
import { finishedJob } from './support/water-report.ts'
import { expect, test } from './support/window.ts'

const source = { name: 'Source' } as const
const CLOSE_SOURCE = 'Close the source (Esc)'
const CLOSE_MODELS = 'Back to the conversation (Esc)'

test('the source gives the focus back to the citation it was opened from', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  const citation = page.getByRole('button', { name: 'p. 41' })
  const panel = page.getByRole('complementary', source)
  await citation.focus()
  for (const close of ['key', 'button']) {
    await page.keyboard.press('Enter')
    await panel.getByRole('button', { name: CLOSE_SOURCE }).focus()
    await page.keyboard.press(close === 'key' ? 'Escape' : 'Enter')
    await expect(panel, close).toHaveCount(0)
    await expect(citation, close).toBeFocused()
  }
})

test('the strip has the focus back when the page it opened is closed', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  const strip = page.getByRole('slider', { name: 'Page to open with Enter' })
  await strip.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.keyboard.press('Escape')
  await expect(strip).toBeFocused()
})

test('who types while the source is open goes on typing when Esc closes it', async ({ agate }) => {
  await openReport(agate, { job: finishedJob() })
  await agate.page.getByRole('button', { name: 'p. 12' }).click()
  await agate.composer.fill('And what')
  await agate.page.keyboard.press('Escape')
  await expect(agate.page.getByRole('complementary', source)).toHaveCount(0)
  await expect(agate.composer).toBeFocused()
})

test('in a narrow window the page takes the focus of the card it comes from, and gives it back to the citation', async ({
  agate,
}) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  await page.setViewportSize({ width: 720, height: 832 })
  const citation = page.getByRole('button', { name: 'p. 12' })
  await citation.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Open the page' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', source)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(citation).toBeFocused()
})

test('the models take the focus, and give it back to the engine line', async ({ agate }) => {
  addUsualConversations(agate)
  await agate.load()
  const { page } = agate
  const models = page.getByRole('region', { name: 'Models', exact: true })
  for (const close of ['key', 'button']) {
    await agate.engine.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Models/u }).focus()
    await page.keyboard.press('Enter')
    const heading = models.getByRole('heading', { name: 'Models', exact: true })
    await expect(heading).toBeFocused()
    // It was opened by a key; still nothing is drawn around what nothing can be done with.
    await expect(heading).toHaveCSS('outline-style', 'none')
    await expect(models).toHaveCSS('outline-style', 'none')
    if (close === 'key') await page.keyboard.press('Escape')
    else await page.getByRole('button', { name: CLOSE_MODELS }).click()
    await expect(models, close).toHaveCount(0)
    await expect(agate.engine, close).toBeFocused()
  }
})

test('the models that were opened from the composer give the focus back to it', async ({ agate }) => {
  await openModels(agate)
  await agate.page.keyboard.press('Escape')
  await expect(agate.composer).toBeFocused()
})

test('the settings of a model give the focus back to the button they were opened with', async ({ agate }) => {
  await openModels(agate)
  const { page } = agate
  const settings = page.getByRole('button', { name: 'Settings of Mistral-7B-Instruct-v0.3.Q4_K_M', exact: true })
  for (const close of ['key', 'button']) {
    await settings.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    if (close === 'key') await page.keyboard.press('Escape')
    else await page.getByRole('button', { name: 'Back to the models' }).click()
    await expect(settings, close).toBeFocused()
  }
})

test('the button that hides or shows the sidebar keeps the focus, and so does the row behind an overlay', async ({
  agate,
}) => {
  addUsualConversations(agate)
  await agate.load()
  const { page } = agate
  await page.getByRole('button', { name: /^Hide the sidebar/u }).focus()
  await page.keyboard.press('Enter')
  const show = page.getByRole('button', { name: /^Show the sidebar/u })
  await expect(show).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Hide the sidebar/u })).toBeFocused()
  await page.setViewportSize({ width: 640, height: 832 })
  await show.focus()
  await page.keyboard.press('Enter')
  await agate.row('Reply to the landlord').focus()
  await page.keyboard.press('Escape')
  await expect(show).toBeFocused()
})

test('a dialog takes the focus itself, so that no button looks pressed, and Tab goes to its first one', async ({
  agate,
}) => {
  await agate.load()
  await agate.page.keyboard.press('F1')
  const keys = agate.page.getByRole('dialog', { name: 'Keys' })
  await expect(keys).toBeFocused()
  await agate.page.keyboard.press('Tab')
  await expect(keys.getByRole('button', { name: 'Close' })).toBeFocused()
})

test('all keys are seen at once in a window of the usual size', async ({ agate }) => {
  await agate.load()
  await agate.page.keyboard.press('F1')
  const keys = agate.page.getByRole('dialog', { name: 'Keys' })
  expect(await keys.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0)
})
