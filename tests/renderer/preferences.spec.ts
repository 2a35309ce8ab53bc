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
