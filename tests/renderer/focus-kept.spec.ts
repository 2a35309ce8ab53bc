import { MODEL_CRASHES } from '../../shared/model/engine-status.ts'
import { err, ok } from '../../shared/result.ts'
import { openModels } from './support/model-scenes.ts'
import { GEMMA_LARGE } from './support/models.ts'
import { type AgateWindow, expect, test } from './support/window.ts'
import { READY } from './support/world.ts'

/* What was pressed goes or is drawn anew: whoever works with the keyboard goes on from the same place. */

const button = ({ page }: AgateWindow, name: string) => page.getByRole('button', { name, exact: true })

/** Presses a button as the keyboard does. */
async function press(agate: AgateWindow, name: string): Promise<void> {
  await button(agate, name).focus()
  await agate.page.keyboard.press('Enter')
}

test('a download that is paused, goes on and is tried again keeps the focus', async ({ agate }) => {
  await openModels(agate)
  const pause = 'Pause Gemma 2 9B, Q4_K_M'
  await press(agate, pause)
  await expect(button(agate, 'Go on with Gemma 2 9B, Q4_K_M')).toBeFocused()
  await agate.page.keyboard.press('Enter')
  await expect(button(agate, pause)).toBeFocused()
  const problem = { code: 'connection-lost' as const, message: 'The connection was lost.' }
  await agate.world.setDownload(GEMMA_LARGE.id, { state: 'failed', problem })
  await expect(button(agate, 'Try again to download Gemma 2 9B, Q4_K_M')).toBeFocused()
  await agate.page.keyboard.press('Enter')
  await expect(button(agate, pause)).toBeFocused()
})

test('a model keeps the focus when its download begins, and when it is given up', async ({ agate }) => {
  await openModels(agate)
  const download = 'Download Gemma 2 9B, Q4_K_M'
  await press(agate, 'Stop Gemma 2 9B, Q4_K_M, and delete what has arrived')
  await expect(button(agate, download)).toBeFocused()
  await agate.page.keyboard.press('Enter')
  await agate.page.keyboard.press('Space')
  await agate.page.keyboard.press('Tab')
  await agate.page.keyboard.press('Enter')
  await expect(button(agate, 'Pause Gemma 2 9B, Q4_K_M')).toBeFocused()
})

test('terms that are not agreed to give the focus back to the button that showed them', async ({ agate }) => {
  await openModels(agate)
  for (const opener of ['Download Gemma 2 2B, Q8_0', 'Use that copy of Gemma 2 2B, Q8_0, in LM Studio']) {
    await press(agate, opener)
    await expect(agate.page.getByRole('checkbox')).toBeFocused()
    await press(agate, 'Not now')
    await expect(button(agate, opener)).toBeFocused()
  }
})

test('a model that is removed or used leaves the focus to its neighbour', async ({ agate }) => {
  await openModels(agate)
  const { methods, page, world } = agate
  const [gemma, mistral] = world.models
  methods.models.use.handle(async () => {
    await world.setEngine({ model: { name: mistral?.name ?? '', sizeBytes: 1, starter: false } })
    await methods.models.changed.emit({})
    return mistral ? ok(mistral) : err('not-found', 'It is gone.')
  })
  await press(agate, `Use ${mistral?.name ?? ''}`)
  await expect(page.getByRole('region', { name: 'In use' })).toContainText(mistral?.name ?? '')
  // Which of its buttons can be used already depends on what main answers first.
  const others = page.getByRole('region', { name: 'On this computer' })
  await expect(others.locator('button:focus')).toHaveCount(1)
  await press(agate, `Remove ${gemma?.name ?? ''}`)
  await methods.models.changed.emit({})
  await expect(button(agate, `Remove ${gemma?.name ?? ''}`)).toHaveCount(0)
  await expect(button(agate, 'Use SmolLM2 135M (starter)')).toBeFocused()
})

test('a file that is added has the focus until it is here or is not to be, and then the button it began with', async ({
  agate,
}) => {
  await openModels(agate)
  const { methods, page } = agate
  const file = { path: '/downloads/qwen.gguf', name: 'Qwen 3 4B', sizeBytes: 2_500_000_000, starter: false }
  methods.models.pick.handle(() => ok(file))
  for (const wanted of [false, true]) {
    await press(agate, 'Add a file')
    await expect(button(agate, 'Copy to Agate')).toBeFocused()
    await page.keyboard.press('Enter')
    const copy = await methods.models.import.next()
    await expect(button(agate, 'Do not add Qwen 3 4B')).toBeFocused()
    if (!wanted) {
      await page.keyboard.press('Enter')
      await copy.cancelled()
    }
    await copy.end(wanted ? ok(file) : err('stopped', 'The copy was stopped. Nothing was changed.'))
    await expect(button(agate, 'Add a file')).toBeFocused()
  }
  await page.keyboard.press('Enter')
  await press(agate, 'Do not add Qwen 3 4B')
  await expect(button(agate, 'Add a file')).toBeFocused()
})

test('the check of a file passes the focus on to what stops it, and back', async ({ agate }) => {
  const { methods, page, world } = agate
  world.engine = { ...READY, state: 'failed', problem: { code: MODEL_CRASHES, message: 'It stopped three times.' } }
  await agate.load()
  await press(agate, 'Check the file')
  const examination = await methods.models.examine.next()
  await expect(button(agate, 'Stop checking')).toBeFocused()
  await page.keyboard.press('Enter')
  await examination.cancelled()
  await examination.end(err('stopped', 'The file was not looked at to its end. Nothing was changed.'))
  await expect(button(agate, 'Check the file')).toBeFocused()
  await press(agate, 'Try again')
  await world.setEngine({ state: 'starting', problem: null })
  await expect(agate.composer).toBeFocused()
})

test('a notice that is dismissed leaves the focus to the next one, and the last one to the composer', async ({
  agate,
}) => {
  const notice = (id: string) => ({ id, tone: 'amber' as const, title: `Notice ${id}.`, message: 'What happened.' })
  agate.world.notices = [notice('one'), notice('two'), notice('three')]
  await agate.load()
  const alert = (id: string) => agate.page.getByRole('alert').filter({ hasText: `Notice ${id}.` })
  const dismiss = (id: string) => alert(id).getByRole('button', { name: 'Dismiss' })
  await dismiss('two').focus()
  await agate.page.keyboard.press('Enter')
  await expect(dismiss('three')).toBeFocused()
  await agate.page.keyboard.press('Enter')
  await expect(dismiss('one')).toBeFocused()
  await agate.page.keyboard.press('Enter')
  await expect(agate.composer).toBeFocused()
})

test('a notice that is dismissed over the models leaves the focus to their heading', async ({ agate }) => {
  agate.world.notices = [{ id: 'one', tone: 'amber', title: 'Notice.', message: 'What happened.' }]
  await openModels(agate)
  await press(agate, 'Dismiss')
  await expect(agate.page.getByRole('heading', { name: 'Models', exact: true })).toBeFocused()
})

test('a message that is dismissed, or whose button is pressed, leaves the focus to the page', async ({ agate }) => {
  await openModels(agate)
  for (const pressed of ['Dismiss', 'Undo']) {
    await press(agate, 'Remove Mistral-7B-Instruct-v0.3.Q4_K_M')
    await press(agate, pressed)
    await expect(button(agate, pressed)).toHaveCount(0)
    await expect(agate.page.getByRole('heading', { name: 'Models', exact: true })).toBeFocused()
    if (pressed === 'Dismiss') await openModels(agate)
  }
})

test('a refused question goes on in the composer when its reason is dismissed', async ({ agate }) => {
  await agate.load()
  await agate.composer.fill('How long?')
  await agate.page.keyboard.press('Enter')
  const refused = await agate.methods.chat.send.next()
  await refused.end(err('busy', 'Agate is still answering here.'))
  await press(agate, 'Dismiss')
  await expect(agate.page.getByText('Agate is still answering here.')).toBeHidden()
  await expect(agate.composer).toBeFocused()
})

test('the focus of whoever went elsewhere meanwhile stays there', async ({ agate }) => {
  await openModels(agate)
  await press(agate, 'Remove Mistral-7B-Instruct-v0.3.Q4_K_M')
  await button(agate, 'Add a file').focus()
  await agate.methods.models.changed.emit({})
  await expect(button(agate, 'Remove Mistral-7B-Instruct-v0.3.Q4_K_M')).toHaveCount(0)
  await expect(button(agate, 'Add a file')).toBeFocused()
})

test('whoever works with a mouse stays where they scrolled to when what they pressed goes', async ({ agate }) => {
  await openModels(agate)
  const { methods, page } = agate
  await page.setViewportSize({ width: 1280, height: 400 })
  const removed = button(agate, 'Remove Mistral-7B-Instruct-v0.3.Q4_K_M')
  await removed.click()
  const next = button(agate, 'Use SmolLM2 135M (starter)')
  await page.locator('#messages').evaluate((element) => {
    element.scrollTop = element.scrollHeight
  })
  await expect(next).not.toBeInViewport()
  await methods.models.changed.emit({})
  await expect(removed).toHaveCount(0)
  await expect(next).toBeFocused()
  await expect(next).not.toBeInViewport()
})

test('a click beside all controls lets the focus go, also when what had it goes later', async ({ agate }) => {
  const notice = (id: string) => ({ id, tone: 'amber' as const, title: `Notice ${id}.`, message: 'What happened.' })
  const { page, world } = agate
  world.notices = [notice('one'), notice('two')]
  await agate.load()
  await page.getByRole('alert').first().getByRole('button', { name: 'Dismiss' }).focus()
  await page.getByText('Notice two.').click()
  await expect(page.locator('body')).toBeFocused()
  world.notices = [notice('two')]
  await agate.methods.app.noticesChanged.emit({})
  await expect(page.getByRole('alert')).toHaveCount(1)
  await expect(page.locator('body')).toBeFocused()
})

test('where what is next cannot be seen, the focus goes to the page', async ({ agate }) => {
  const notice = (id: string) => ({ id, tone: 'amber' as const, title: `Notice ${id}.`, message: 'What happened.' })
  agate.world.notices = [notice('one'), notice('two')]
  await agate.load()
  const dismiss = agate.page.getByRole('alert').getByRole('button', { name: 'Dismiss' })
  await dismiss.last().evaluate((element) => {
    element.style.visibility = 'hidden'
  })
  await dismiss.first().focus()
  await agate.page.keyboard.press('Enter')
  await expect(agate.page.getByText('Notice one.')).toBeHidden()
  await expect(agate.composer).toBeFocused()
})
