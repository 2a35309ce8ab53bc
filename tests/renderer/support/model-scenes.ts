import { expect, type Page } from '@playwright/test'
import { ok } from '../../../shared/result.ts'
import { ONE_THREAD } from '../../fakes/engine-details.ts'
import { GEMMA, GEMMA_HUGE, GEMMA_LARGE, STARTER_FILE } from './models.ts'
import { addUsualConversations, type Scenes } from './scene.ts'
import type { AgateWindow } from './window.ts'
import { STARTER } from './world.ts'

/** A model in use, one that arrives, two more files, and two to download, of which one does not fit. */
export async function openModels(agate: AgateWindow): Promise<void> {
  const { world } = agate
  const speed = { sizeBytes: GEMMA.sizeBytes, tokensPerSecond: 9.3, promptTokensPerSecond: 41, device: 'Processor' }
  world.models = [
    { path: '/gemma.gguf', name: 'Gemma 2 2B', sizeBytes: GEMMA.sizeBytes, starter: false },
    { path: '/m.gguf', name: 'Mistral-7B-Instruct-v0.3.Q4_K_M', sizeBytes: 4_370_000_000, starter: false },
    STARTER_FILE,
  ]
  world.fileFacts = {
    '/gemma.gguf': { speed },
    '/m.gguf': { fit: GEMMA_LARGE.fit },
    [STARTER_FILE.path]: { speed: { ...speed, tokensPerSecond: 164 }, fit: GEMMA.fit },
  }
  const progress = {
    receivedBytes: 2_130_000_000,
    totalBytes: GEMMA_LARGE.sizeBytes,
    bytesPerSecond: 11_000_000,
    etaSeconds: 312,
  }
  const q8 = { ...GEMMA, id: 'gemma-2-2b-q8', quantisation: 'Q8_0', sizeBytes: 2_784_495_456, recommended: false }
  world.offers = [
    { ...GEMMA, download: { ...GEMMA.download, state: 'ready', path: '/gemma.gguf' } },
    {
      ...q8,
      expected: { tokensPerSecond: 5.7, from: 'Gemma 2 2B' },
      description: 'The same model, stored more exactly.',
      download: { ...GEMMA.download, id: q8.id },
    },
    { ...GEMMA_LARGE, download: { ...GEMMA_LARGE.download, state: 'downloading', progress } },
    GEMMA_HUGE,
  ]
  world.copies = [{ id: q8.id, holder: 'LM Studio', path: '/other/gemma.gguf' }]
  addUsualConversations(agate)
  await agate.load()
  await agate.methods.app.command.emit({ name: 'models' })
  await expect(agate.page.getByRole('heading', { name: 'Models', exact: true })).toBeVisible()
}

async function pickModel(agate: AgateWindow): Promise<void> {
  await openModels(agate)
  const file = { path: '/home/someone/Downloads/Qwen3-4B-Q4_K_M.gguf', name: 'Qwen 3 4B', sizeBytes: 2_497_281_120 }
  agate.methods.models.pick.handle(() => ok({ ...file, starter: false }))
  await agate.page.getByRole('button', { name: 'Add a file' }).click()
}

/** Drops files of these names on the models, as the desktop does. */
export async function dropFiles(page: Page, names: readonly string[]): Promise<void> {
  const files = await page.evaluateHandle((list) => {
    const carried = new DataTransfer()
    for (const name of list) carried.items.add(new File(['model'], name))
    return carried
  }, names)
  const target = page.getByRole('region', { name: 'Models', exact: true })
  await target.dispatchEvent('dragover', { dataTransfer: files })
  await target.dispatchEvent('drop', { dataTransfer: files })
}

export const MODEL_SCENES: Scenes = {
  async models(agate) {
    await openModels(agate)
  },
  async 'context-small'(agate) {
    const smaller =
      'The context is smaller than it could be: the engine stopped while this model was being loaded with the full one. ' +
      '“Try again” loads it with the full one once more, which Agate also does by itself when more memory is free.'
    agate.world.engine = { ...agate.world.engine, contextSize: 2048, smaller }
    await agate.load()
    await agate.engine.click()
    await expect(agate.page.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
  async 'models-removed'(agate) {
    await openModels(agate)
    await agate.page.getByRole('button', { name: 'Remove Mistral-7B-Instruct-v0.3.Q4_K_M' }).click()
    await agate.methods.models.changed.emit({})
    await expect(agate.page.getByRole('button', { name: /^Bring back/u })).toBeVisible()
  },
  async 'models-incoming'(agate) {
    await pickModel(agate)
    await expect(agate.page.getByRole('button', { name: 'Copy to Agate' })).toBeVisible()
  },
  async 'models-copying'(agate) {
    await pickModel(agate)
    await agate.page.getByRole('button', { name: 'Copy to Agate' }).click()
    await (await agate.methods.models.import.next()).frame({ share: 0.42 })
    await expect(agate.page.getByText('Copying, 42 %')).toBeVisible()
  },
  async 'models-checking'(agate) {
    await openModels(agate)
    const progress = { receivedBytes: 640_000_000, totalBytes: 1_708_582_752, bytesPerSecond: null, etaSeconds: null }
    await agate.world.setDownload('gemma', { state: 'verifying', progress, path: '/gemma.gguf' })
    await agate.world.setDownload(GEMMA_LARGE.id, { state: 'verifying', progress, path: '/m.gguf' })
    await expect(agate.page.getByRole('progressbar')).toHaveCount(2)
  },
  async 'models-card'(agate) {
    const { world } = agate
    world.cards = { names: ['GeForce RTX 3050'], totalBytes: 6e9, freeBytes: 4.9e9 }
    const cardMemory = { totalBytes: 6e9, usedBytes: 2.9e9, ownBytes: 1.8e9 }
    const layers = { offloaded: 27, total: 27 }
    const details = { ...ONE_THREAD, backend: 'vulkan' as const, cards: world.cards.names, layers, cardMemory }
    world.engine = { ...world.engine, device: 'GeForce RTX 3050, 27 of 27 layers', details }
    await openModels(agate)
    await expect(agate.page.getByText('Graphics memory')).toBeVisible()
  },
  async 'models-terms'(agate) {
    await openModels(agate)
    await agate.page.getByRole('button', { name: 'Download Gemma 2 2B, Q8_0' }).click()
  },
  async 'models-failed'(agate) {
    await openModels(agate)
    await agate.world.setDownload(GEMMA_LARGE.id, {
      state: 'failed',
      progress: null,
      problem: {
        code: 'no-space',
        message:
          'There is not enough room on the disk for “Gemma 2 9B Q4_K_M”: it needs 3.63 GB more. What was received so far is kept. Make room and try again.',
      },
    })
  },
  async 'models-paused-copy'(agate) {
    await openModels(agate)
    agate.world.copies = [{ id: GEMMA_LARGE.id, path: '/other/large.gguf', holder: 'Ollama' }]
    await agate.page.keyboard.press('Escape')
    await agate.methods.app.command.emit({ name: 'models' })
    const progress = { receivedBytes: 640e6, totalBytes: 5_761_057_728, bytesPerSecond: null, etaSeconds: null }
    await agate.world.setDownload(GEMMA_LARGE.id, { state: 'paused', progress })
    await expect(agate.page.getByRole('button', { name: /^Use that copy of Gemma 2 9B/u })).toBeVisible()
  },
  async 'engine-quantisations'(agate) {
    const inUse = { path: '/models/gemma.gguf', name: 'Gemma 2 2B', sizeBytes: 1_708_582_752, starter: false }
    agate.world.models = [inUse, { ...inUse, path: '/models/gemma-q8.gguf', sizeBytes: 2_784_495_264 }]
    await agate.load()
    await agate.engine.click()
    await expect(agate.page.getByRole('button', { name: /^Use Gemma 2 2B/u })).toBeVisible()
  },
  async 'model-settings'(agate) {
    await openModels(agate)
    await agate.page.getByRole('button', { name: 'Settings of Gemma 2 2B', exact: true }).click()
    const field = agate.page.getByRole('textbox', { name: 'Temperature' })
    await field.fill('9')
    await field.press('Tab')
  },
  async 'first-run'(agate) {
    agate.world.engine = STARTER
    agate.world.models = [STARTER_FILE]
    agate.world.offers = [GEMMA]
    await agate.load()
    await expect(agate.page.getByRole('dialog', { name: /Ask now/u })).toBeVisible()
  },
  async arriving(agate) {
    agate.world.engine = STARTER
    agate.world.models = [STARTER_FILE]
    const progress = {
      receivedBytes: 640_000_000,
      totalBytes: 1_708_582_752,
      bytesPerSecond: 11_000_000,
      etaSeconds: 97,
    }
    agate.world.offers = [{ ...GEMMA, download: { ...GEMMA.download, state: 'downloading', progress } }]
    addUsualConversations(agate)
    await agate.load()
  },
}
