import { violations } from './support/accessibility.ts'
import { QUICK_SCENES } from './support/quick-scenes.ts'
import { SCENES } from './support/scenes.ts'
import { expect, test } from './support/window.ts'

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
