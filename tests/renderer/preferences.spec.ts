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

test('where motion is welcome, the caret of an answer blinks', async ({ agate }) => {
  await agate.page.emulateMedia({ reducedMotion: 'no-preference' })
  await SCENES.writing?.(agate)
  await expect.poll(() => agate.page.evaluate(running)).toBeGreaterThan(0)
})
