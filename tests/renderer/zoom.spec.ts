import { QUICK_SCENES } from './support/quick-scenes.ts'
import { unreachable } from './support/reach.ts'
import { SCENES } from './support/scenes.ts'
import { expect, test } from './support/window.ts'

test.afterEach(({ agate }) => agate.zoom(1))

for (const [scene, prepare] of Object.entries({ ...SCENES, ...QUICK_SCENES })) {
  test(`${scene}: at 200 % nothing sticks out, and the keyboard brings every control into view`, async ({ agate }) => {
    await prepare(agate)
    await agate.zoom(2)
    await expect.poll(() => agate.page.evaluate(() => innerWidth)).toBe(640)
    await expect.poll(() => agate.overflowing()).toEqual([])
    await agate.picture(`${scene}-200`)
    expect(await unreachable(agate.page)).toEqual([])
  })
}
