import { expect, test } from './support/window.ts'
import { SCENES } from './support/scenes.ts'

const VIEWS = [
  { name: 'wide', width: 1280, height: 832, theme: 'light' },
  { name: 'wide-dark', width: 1280, height: 832, theme: 'dark' },
  { name: 'narrow', width: 640, height: 832, theme: 'light' },
  // What is left of a small window at 200 % zoom.
  { name: 'zoomed', width: 420, height: 420, theme: 'dark' },
] as const

for (const [scene, prepare] of Object.entries(SCENES)) {
  test(`${scene}: everything fits, at every width and in both themes`, async ({ agate }) => {
    const { page } = agate
    await prepare(agate)
    for (const { name, width, height, theme } of VIEWS) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: theme })
      await expect(agate.page.locator('.app')).toBeVisible()
      // The layout follows the new size one frame later.
      await expect.poll(() => agate.overflowing()).toEqual([])
      await agate.picture(`${scene}-${name}`)
    }
  })
}
