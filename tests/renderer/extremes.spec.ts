import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

const LONG_WORD = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(3)
const ARABIC = 'تقرير المياه السنوي '.repeat(12)
/** The narrowest window, half of a common one as at 200 % zoom, and a wide one. */
const SIZES = [
  { width: 360, height: 640 },
  { width: 480, height: 640 },
  { width: 640, height: 416 },
  { width: 1280, height: 832 },
]

function wideTable(columns: number): string {
  const row = (cell: (index: number) => string) =>
    `| ${Array.from({ length: columns }, (_, at) => cell(at)).join(' | ')} |`
  return [row((at) => `Column ${at}`), row(() => '---'), row((at) => `value ${at}`)].join('\n')
}

test('long titles, wide tables, long code and a long reply leave nothing to scroll sideways', async ({ agate }) => {
  const reply = [
    wideTable(20),
    `\`\`\`js\n${'x'.repeat(500)}\n\`\`\``,
    LONG_WORD,
    ARABIC,
    'A sentence that goes on. '.repeat(2000),
  ].join('\n\n')
  agate.world.add(LONG_WORD, [question(LONG_WORD), answer(reply)])
  agate.world.add(ARABIC, [question(ARABIC), answer(ARABIC)])
  await agate.load()
  await agate.open(LONG_WORD)
  for (const size of SIZES) {
    await agate.page.setViewportSize(size)
    await expect(agate.composer).toBeInViewport()
    await expect.poll(() => agate.overflowing(), String(size.width)).toEqual([])
  }
})

test('all actions stay within reach in the narrowest window', async ({ agate }) => {
  const { page } = agate
  agate.world.add(LONG_WORD, [question('Q'), answer('A')])
  await agate.load()
  await agate.open(LONG_WORD)
  await page.setViewportSize({ width: 360, height: 640 })
  await expect(page.getByRole('button', { name: /^Show the sidebar/u })).toBeInViewport({ ratio: 1 })
  for (const name of [
    /^Engine/u,
    /^New chat/u,
    'Actions for this conversation',
    /^Attach/u,
    'Send',
    'Copy the answer',
  ]) {
    await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  }
})

test('among a thousand conversations the last is one key away, and in view', async ({ agate }) => {
  for (let index = 0; index < 1000; index += 1) {
    agate.world.add(`Conversation ${index}`, [question('Q'), answer('A')], { daysAgo: index })
  }
  await agate.load()
  await expect(agate.rows).toHaveCount(1000)
  await agate.row('Conversation 0').focus()
  await agate.page.keyboard.press('End')
  const last = agate.row('Conversation 999')
  await expect(last).toBeFocused()
  await expect(last).toBeInViewport({ ratio: 1 })
})
