import { expect, test as base } from './support/agate.ts'
import { hidden, HOTKEY, opened, start, type Quick } from './support/quick.ts'
import { LEFT, RIGHT_FROM, type TwoScreens, twoScreens } from './support/two-screens.ts'

const scenario = { replies: [{ tokens: ['Yes', '.'] }] }

const test = base.extend<{ screens: TwoScreens }>({
  screens: async ({}, use, info) => {
    const screens = await twoScreens(info.outputPath('screens'))
    await use(screens)
    await screens.stop()
  },
})

/** Of the right screen. */
const CORNER = { x: 1700, y: 90 }

const place = ({ app }: Quick) =>
  app.evaluate(({ BrowserWindow }) => {
    const quick = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/quick.html'))
    return quick?.getBounds() ?? { x: -1, y: -1, width: 0, height: 0 }
  })

async function callFrom(window: Quick, { run }: TwoScreens, x: number): Promise<void> {
  run('xdotool', 'mousemove', String(x), '500')
  run('xdotool', 'key', '--clearmodifiers', HOTKEY)
  await opened(window)
}

async function leave(window: Quick, { run }: TwoScreens): Promise<void> {
  run('xdotool', 'key', 'Escape')
  await hidden(window)
}

/** Wholly on the left screen. */
async function isOnLeft(window: Quick): Promise<boolean> {
  const { x, y, width, height } = await place(window)
  return x >= 0 && y >= 0 && x + width <= LEFT.width && y + height <= LEFT.height
}

/** A window that has only just appeared keeps its place, so that it is moved until it is found there. */
async function moveToCorner(window: Quick): Promise<void> {
  const move = () =>
    window.app.evaluate(({ BrowserWindow }, at) => BrowserWindow.getFocusedWindow()?.setPosition(at.x, at.y), CORNER)
  const lookThenMove = async () => {
    const found = await place(window)
    if (found.x !== CORNER.x || found.y !== CORNER.y) await move()
    return found
  }
  await expect.poll(lookThenMove).toMatchObject(CORNER)
}

const screenCount = ({ app }: Quick) => app.evaluate(({ screen }) => screen.getAllDisplays().length)

test('it opens on the screen with the cursor, and on each where it was left there', async ({ agate, screens }) => {
  const window = await start(agate, { scenario, env: screens.env })
  expect(await screenCount(window)).toBe(2)
  await callFrom(window, screens, 2000)
  expect((await place(window)).x).toBeGreaterThanOrEqual(RIGHT_FROM)
  await moveToCorner(window)
  await leave(window, screens)
  await callFrom(window, screens, 300)
  await expect.poll(() => isOnLeft(window)).toBe(true)
  await leave(window, screens)
  await callFrom(window, screens, 2000)
  await expect.poll(() => place(window)).toMatchObject(CORNER)
})

test('it appears in its place each time, however often it changes the screen', async ({ agate, screens }) => {
  const window = await start(agate, { scenario, env: screens.env })
  await callFrom(window, screens, 2000)
  const right = await place(window)
  await leave(window, screens)
  await callFrom(window, screens, 300)
  const left = await place(window)
  await leave(window, screens)
  for (let round = 0; round < 12; round += 1) {
    await callFrom(window, screens, 2000)
    await expect.poll(() => place(window)).toEqual(right)
    await leave(window, screens)
    await callFrom(window, screens, 300)
    await expect.poll(() => place(window)).toEqual(left)
    await leave(window, screens)
  }
})

test('after its screen was unplugged it opens wholly on the one that is left', async ({ agate, screens }) => {
  const window = await start(agate, { scenario, env: screens.env })
  await callFrom(window, screens, 2000)
  await leave(window, screens)
  screens.unplugRight()
  await expect.poll(() => screenCount(window)).toBe(1)
  screens.run('xdotool', 'key', '--clearmodifiers', HOTKEY)
  await opened(window)
  await expect.poll(() => isOnLeft(window)).toBe(true)
})

test('it moves to the screen that is left when its own is unplugged while it is open', async ({ agate, screens }) => {
  const window = await start(agate, { scenario, env: screens.env })
  await callFrom(window, screens, 2000)
  screens.unplugRight()
  await expect.poll(() => screenCount(window)).toBe(1)
  await expect.poll(() => isOnLeft(window)).toBe(true)
})
