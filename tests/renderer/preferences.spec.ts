import { QUICK_SCENES } from './support/quick-scenes.ts'
import { withoutRing } from './support/reach.ts'
import { SCENES } from './support/scenes.ts'
import { expect, test } from './support/window.ts'

/* What people ask of every program through their system: fewer colours, no motion, more contrast. */

const running = 'document.getAnimations().filter(({ playState }) => playState === "running").length'

for (const [scene, prepare] of Object.entries({ ...SCENES, ...QUICK_SCENES })) {
  test(`${scene}: with forced colours the focus is seen on every control, and without motion nothing moves`, async ({
    agate,
  }) => {
    const { page } = agate
    await prepare(agate)
    expect(await page.evaluate(running)).toBe(0)
    await page.emulateMedia({ forcedColors: 'active' })
    await agate.picture(`${scene}-forced`)
    await page.keyboard.press('Shift')
    expect(await withoutRing(page)).toEqual([])
  })
}

test('with forced colours what is open or chosen has another line than what is not', async ({ agate }) => {
  const { page } = agate
  await page.emulateMedia({ forcedColors: 'active' })
  const lines = (selector: string) =>
    page.locator(selector).evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).outline))].length)
  await SCENES.document?.(agate)
  for (const selector of ['.cite', '.points li', '.side-list .row']) expect(await lines(selector)).toBe(2)
  await QUICK_SCENES['quick-selection']?.(agate)
  expect(await lines('.quick-row')).toBe(2)
})

for (const scene of ['quick-settings', 'model-settings', 'document-locked-page'] as const) {
  test(`${scene}: with forced colours every field has an edge`, async ({ agate }) => {
    const { page } = agate
    await page.emulateMedia({ forcedColors: 'active' })
    await SCENES[scene]?.(agate)
    const edges = await page
      .locator('main, .dialog, .source')
      .locator(':is(input[type="text"], input[type="password"], textarea):visible')
      .evaluateAll((fields) =>
        fields.map((field) =>
          [field, field.parentElement].some((one) => one !== null && getComputedStyle(one).outlineStyle === 'solid'),
        ),
      )
    expect(edges.length).toBeGreaterThan(0)
    expect(edges).not.toContain(false)
  })
}

test('with forced colours drawings have the colour of the words beside them, whatever theme was chosen', async ({
  agate,
}) => {
  const { page } = agate
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await SCENES.document?.(agate)
  const unlike = await page
    .locator('svg.i:visible')
    .evaluateAll(
      (all) =>
        all.filter((one) => getComputedStyle(one).color !== getComputedStyle(one.parentElement ?? one).color).length,
    )
  expect(unlike).toBe(0)
  const edges = await page
    .locator('.strip-keys .aim')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).borderTopColor))
  expect(edges).toEqual(['rgba(0, 0, 0, 0)'])
})

const endless = 'document.getAnimations().filter(({ effect }) => effect.getTiming().iterations === Infinity).length'

for (const scene of ['writing', 'document-running'] as const) {
  test(`${scene}: also where motion is welcome nothing moves by itself, on the cores that the model computes on`, async ({
    agate,
  }) => {
    const { page } = agate
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    await SCENES[scene]?.(agate)
    expect(await page.evaluate(endless)).toBe(0)
    // What would be counted.
    await page.evaluate(() =>
      document.body.animate([{ opacity: 1 }, { opacity: 0 }], { duration: 1000, iterations: Infinity }),
    )
    expect(await page.evaluate(endless)).toBe(1)
  })
}
