import { MODEL_CRASHES } from '../../shared/model/engine-status.ts'
import { ok } from '../../shared/result.ts'
import { violations } from './support/accessibility.ts'
import { openReport } from './support/document-scenes.ts'
import { watchLiveRegions } from './support/live-regions.ts'
import { openModels } from './support/model-scenes.ts'
import { QUICK_SCENES } from './support/quick-scenes.ts'
import { SCENES } from './support/scenes.ts'
import { type AgateWindow, expect, test } from './support/window.ts'
import { READY } from './support/world.ts'

const QUICK_WIDTH = 680

for (const [scene, prepare] of Object.entries({ ...SCENES, ...QUICK_SCENES })) {
  test(`${scene}: axe finds nothing wrong, in both themes and in a narrow window`, async ({ agate }) => {
    const { page } = agate
    if (scene in QUICK_SCENES) await page.setViewportSize({ width: QUICK_WIDTH, height: 480 })
    await prepare(agate)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect.soft(await violations(page), colorScheme).toEqual([])
    }
    await page.setViewportSize({ width: 420, height: 480 })
    // The layout follows the new size one frame later.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    expect.soft(await violations(page), 'narrow').toEqual([])
  })
}

type Progress = (step: number) => Promise<void>

/** By what goes on, how far it is: the numbers that the window shows change with each step. */
const UNDER_WAY: Readonly<Record<string, (agate: AgateWindow) => Promise<Progress>>> = {
  async 'a document is read'(agate) {
    const [attached] = await openReport(agate, { attachments: [{ document: null, state: 'waiting' }] })
    return async (step) => {
      await agate.desk.change(attached?.id ?? '', { state: 'reading', progress: { done: step, total: 300 } })
      await expect(agate.page.getByText(`${step} of 300 pages`)).toBeVisible()
    }
  },
  async 'pages are recognised'(agate) {
    const [attached] = await openReport(agate)
    return async (step) => {
      await agate.desk.change(attached?.id ?? '', { progress: { done: step, total: 300 } })
      await expect(agate.page.getByText(`Text is being recognised: ${step} of 300.`)).toBeVisible()
    }
  },
  async 'the file of a model is checked'(agate) {
    const problem = { code: MODEL_CRASHES, message: 'The model stopped the engine three times.' }
    agate.world.engine = { ...READY, state: 'failed', problem }
    await agate.load()
    await agate.page.getByRole('button', { name: 'Check the file' }).click()
    const examination = await agate.methods.models.examine.next()
    await examination.frame({ share: 0 })
    await expect(agate.page.getByText('Checking the file, 0 %')).toBeVisible()
    return async (step) => {
      await examination.frame({ share: (step + 0.5) / 100 })
      await expect(agate.page.getByText(`Checking the file, ${step} %`)).toBeVisible()
    }
  },
  async 'a model is copied'(agate) {
    await openModels(agate)
    const { page, methods } = agate
    methods.models.pick.handle(() => ok({ path: '/q.gguf', name: 'Qwen', sizeBytes: 2_500_000_000, starter: false }))
    await page.getByRole('button', { name: 'Add a file' }).click()
    await page.getByRole('button', { name: 'Copy to Agate' }).click()
    const copy = await methods.models.import.next()
    return async (step) => {
      await copy.frame({ share: (step + 0.5) / 100 })
      await expect(page.getByText(`Copying, ${step} %`)).toBeVisible()
    }
  },
  async 'a question is read'(agate) {
    await agate.load()
    const turn = await agate.ask('What does this long contract say?')
    return async (step) => {
      await turn.stream.frame({ reading: (step + 0.5) / 100 })
      await expect(agate.page.getByText(`Reading the question, ${step} %`)).toBeVisible()
    }
  },
}

for (const [what, begin] of Object.entries(UNDER_WAY)) {
  test(`while ${what}, no number is read out`, async ({ agate }) => {
    const progress = await begin(agate)
    const heard = await watchLiveRegions(agate.page)
    for (let step = 1; step <= 10; step += 1) await progress(step)
    expect((await heard()).length).toBeLessThanOrEqual(1)
    expect((await heard()).join(' ')).not.toMatch(/\d/u)
  })
}
