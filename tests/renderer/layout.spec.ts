import { openReport } from './support/document-scenes.ts'
import { finishedJob } from './support/water-report.ts'
import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

test('Ctrl B hides the sidebar and keeps that in the settings', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  await agate.load()
  await agate.page.keyboard.press('Control+B')
  await expect(agate.rows).toHaveCount(0)
  await expect.poll(() => agate.methods.settings.update.calls).toEqual([{ sidebarVisible: false }])
  await expect(agate.engine).toContainText('Gemma 2 2B · Ready')
  await agate.page.getByRole('button', { name: 'Show the sidebar (Ctrl B)' }).click()
  await expect(agate.rows).toHaveCount(1)
})

test('in a narrow window the sidebar lies over the chat and goes after use, without touching the settings', async ({
  agate,
}) => {
  agate.world.add('A', [question('A'), answer('Answer A')])
  await agate.page.setViewportSize({ width: 640, height: 700 })
  await agate.load()
  await expect(agate.rows).toHaveCount(0)
  await agate.page.keyboard.press('Control+B')
  await agate.row('A').click()
  await expect(agate.answer).toHaveText('Answer A')
  await expect(agate.rows).toHaveCount(0)
  await agate.page.keyboard.press('Control+B')
  await expect(agate.rows).toHaveCount(1)
  await agate.page.keyboard.press('Escape')
  await expect(agate.rows).toHaveCount(0)
  await expect(agate.composer).toBeFocused()
  expect(agate.methods.settings.update.calls).toEqual([])
})

test('the theme follows the system until one is chosen', async ({ agate }) => {
  await agate.load()
  const paper = () =>
    agate.page.evaluate(() => getComputedStyle(document.querySelector('main') ?? document.body).backgroundColor)
  const light = await paper()
  await agate.page.emulateMedia({ colorScheme: 'dark' })
  const dark = await paper()
  expect(dark).not.toBe(light)
  await agate.engine.click()
  await agate.page.getByRole('radio', { name: 'Light' }).check({ force: true })
  await expect.poll(paper).toBe(light)
  await expect.poll(() => agate.methods.settings.update.calls).toEqual([{ theme: 'light' }])
})

test('the menu does what the keys do', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  await agate.load()
  await agate.open('A')
  const command = agate.methods.app.command
  await command.emit({ name: 'rename' })
  await expect(agate.page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await agate.page.keyboard.press('Escape')
  await command.emit({ name: 'toggle-sidebar' })
  await expect(agate.rows).toHaveCount(0)
  await command.emit({ name: 'toggle-sidebar' })
  await command.emit({ name: 'new-chat' })
  await expect(agate.page.getByRole('heading', { level: 1 })).toHaveText('New chat')
  await expect(agate.composer).toBeFocused()
  await agate.open('A')
  await command.emit({ name: 'delete' })
  await expect(agate.rows).toHaveCount(0)
})

test('F6 goes from region to region and Shift F6 back', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  await agate.load()
  await agate.open('A')
  await expect(agate.composer).toBeFocused()
  await agate.page.keyboard.press('F6')
  await expect(agate.row('A')).toBeFocused()
  await agate.page.keyboard.press('F6')
  await expect(agate.page.getByRole('region', { name: 'Messages' })).toBeFocused()
  await agate.page.keyboard.press('F6')
  await expect(agate.composer).toBeFocused()
  await agate.page.keyboard.press('Shift+F6')
  await expect(agate.page.getByRole('region', { name: 'Messages' })).toBeFocused()
})

test('everything that can be used has a name, and no two regions share one', async ({ agate }) => {
  agate.world.add('A', [
    question('A'),
    answer('```js\ncode\n```\n\n| a |\n|---|\n| b |\n\n[link](https://example.org)'),
  ])
  await agate.load()
  await agate.open('A')
  const unnamed = await agate.page.evaluate(() =>
    [...document.querySelectorAll('button, a, input, textarea, [role], [tabindex]')]
      .filter((element) => !['presentation', 'status', 'alert'].includes(element.getAttribute('role') ?? ''))
      .filter((element) => {
        const name = element.getAttribute('aria-label') ?? element.getAttribute('aria-labelledby')
        return (name ?? element.textContent).trim() === ''
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect(unnamed).toEqual([])
  await expect(agate.page.getByRole('main')).toHaveCount(1)
  await expect(agate.page.getByRole('complementary', { name: 'Sidebar' })).toBeVisible()
  await expect(agate.page.getByRole('navigation', { name: 'Conversations' })).toBeVisible()
  await expect(agate.page.getByRole('group', { name: 'Table' })).toBeVisible()
})

test('the focus can be seen wherever Tab goes', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('Some [link](https://example.org) and\n\n```\ncode\n```')])
  await agate.load()
  await agate.open('A')
  const seen: string[] = []
  for (let press = 0; press < 20; press += 1) {
    await agate.page.keyboard.press('Tab')
    const focus = await agate.page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const { outlineStyle } = getComputedStyle(element)
      const box = element.closest('.composer')
      return { tag: element.outerHTML.slice(0, 80), visible: outlineStyle !== 'none' || box !== null }
    })
    if (focus === null) continue
    seen.push(focus.tag)
    expect(focus.visible, focus.tag).toBe(true)
  }
  expect(new Set(seen).size).toBeGreaterThan(7)
})

test('a long table and a long line of code scroll in themselves, not the page', async ({ agate }) => {
  const columns = Array.from({ length: 24 }, (_, index) => `Column${index}`)
  const table = [columns, columns.map(() => '---'), columns].map((row) => `| ${row.join(' | ')} |`).join('\n')
  agate.world.add('Wide', [
    question('Q'),
    answer(`${table}\n\n\`\`\`\n${'wide '.repeat(200)}\n\`\`\`\n\n${'x'.repeat(500)}`),
  ])
  await agate.page.setViewportSize({ width: 420, height: 500 })
  await agate.load()
  await agate.open('Wide')
  await expect(agate.page.getByRole('group', { name: 'Table' })).toBeVisible()
  expect(await agate.overflowing()).toEqual([])
})

test('it stays usable with forced colours', async ({ agate }) => {
  agate.world.add('A', [question('A'), answer('A')])
  await agate.page.emulateMedia({ forcedColors: 'active' })
  await agate.load()
  await agate.open('A')
  await expect(agate.row('A')).toHaveCSS('outline-style', 'solid')
})

test('what Agate says in passing covers nothing of what is asked with, also where the sentence stands there', async ({
  agate,
}) => {
  await openReport(agate, { job: finishedJob() })
  const { page } = agate
  const below = [
    page.getByRole('list', { name: 'Documents of this conversation' }),
    page.getByRole('region', { name: 'Source' }),
  ]
  await page.setViewportSize({ width: 640, height: 832 })
  for (const part of below) {
    await page.getByRole('button', { name: 'Copy the summary' }).click()
    const toast = page.getByRole('group', { name: /copied/u }).last()
    await expect(toast).toBeVisible()
    await expect
      .poll(async () => {
        const [above, beneath] = [await toast.boundingBox(), await part.boundingBox()]
        return above && beneath ? above.y + above.height <= beneath.y : null
      })
      .toBe(true)
    await page.getByRole('button', { name: 'p. 12' }).first().click()
  }
})
