import { err } from '../../shared/result.ts'
import { MARKDOWN_CORPUS } from '../support/markdown-corpus.ts'
import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

test('text that was shown never becomes shorter', async ({ agate }) => {
  await agate.load()
  const turn = await agate.ask('Tell me')
  const lengths = await agate.watchAnswerLength()
  for (let word = 0; word < 60; word += 1) await turn.write(`word${word} ${word % 10 === 9 ? '\n\n' : ''}`)
  await turn.end()
  await expect(agate.send).toBeVisible()
  const seen = await lengths()
  expect(seen.length).toBeGreaterThan(10)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
})

test('has at most four frames under way, and acknowledges each', async ({ agate }) => {
  await agate.load()
  const turn = await agate.ask('Tell me')
  for (let frame = 0; frame < 40; frame += 1) await turn.stream.frame({ text: `${frame} ` })
  await turn.stream.drawn()
  await expect(agate.answer).toContainText('38 39')
  expect(turn.stream.acknowledged).toBe(turn.stream.sent)
})

test('goes on while the window paints nothing, as when it is minimised', async ({ agate }) => {
  await agate.load()
  await agate.page.evaluate(() => {
    window.requestAnimationFrame = () => 0
  })
  const turn = await agate.ask('Tell me')
  for (let frame = 0; frame < 12; frame += 1) await turn.stream.frame({ text: `${frame} ` })
  await turn.stream.drawn()
  await expect(agate.answer).toContainText('10 11')
})

test('an answer looks the same streamed piece by piece as read from the disk', async ({ agate }) => {
  await agate.load()
  for (const [name, text] of Object.entries(MARKDOWN_CORPUS)) {
    await agate.page.keyboard.press('Control+N')
    const turn = await agate.ask(name)
    for (let start = 0; start < text.length; start += 7) await turn.stream.frame({ text: text.slice(start, start + 7) })
    await turn.end()
    await expect(agate.send).toBeVisible()
    const streamed = await agate.answer.innerHTML()
    const stored = agate.world.add(`${name}, stored`, [question(name), answer(text)])
    await agate.world.changed(stored.id)
    await agate.open(`${name}, stored`)
    await expect(agate.page.getByRole('heading', { level: 1, name: `${name}, stored` })).toBeVisible()
    await expect.poll(() => agate.answer.innerHTML(), name).toBe(streamed)
  }
})

test('follows the end while the reader is there, and leaves the reader alone who scrolled up', async ({ agate }) => {
  await agate.load()
  const lines = (from: number) => Array.from({ length: 40 }, (_, index) => `Line ${from + index}\n\n`).join('')
  const turn = await agate.ask('Tell me')
  await turn.write(lines(0))
  await expect(agate.answer.getByText('Line 39', { exact: true })).toBeInViewport()
  const toEnd = agate.page.getByRole('button', { name: 'To the end' })
  await expect(toEnd).toBeHidden()

  await agate.page.getByRole('region', { name: 'Messages' }).hover()
  await agate.page.mouse.wheel(0, -5000)
  await expect(agate.answer.getByText('Line 0', { exact: true })).toBeInViewport()
  await turn.write(lines(40))
  await expect(agate.answer.getByText('Line 79', { exact: true })).not.toBeInViewport()
  await expect(agate.answer.getByText('Line 0', { exact: true })).toBeInViewport()

  await toEnd.click()
  await expect(agate.answer.getByText('Line 79', { exact: true })).toBeInViewport()
  await turn.write(lines(80))
  await expect(agate.answer.getByText('Line 119', { exact: true })).toBeInViewport()
  await expect(toEnd).toBeHidden()
})

test('tells a screen reader that an answer began and how it ended, not each word', async ({ agate }) => {
  await agate.load()
  const said = await agate.watchAnnouncements()
  const turn = await agate.ask('Tell me')
  for (let word = 0; word < 10; word += 1) await turn.write(`word${word} `)
  await turn.end()
  await expect(agate.send).toBeVisible()
  expect(await said()).toEqual(['Agate is answering', 'The answer is finished'])
})

test('tells a screen reader nothing of the answer before when the next question is refused', async ({ agate }) => {
  await agate.load()
  const turn = await agate.ask('Tell me')
  await turn.write('Yes.')
  await turn.end()
  await expect(agate.send).toBeVisible()
  const said = await agate.watchAnnouncements()
  await agate.composer.fill('Too long')
  await agate.composer.press('Enter')
  const refused = await agate.methods.chat.send.next()
  await refused.end(err('prompt-too-long', 'Too long.'))
  await expect(agate.page.getByRole('alert')).toContainText('Too long.')
  expect(await said()).toEqual(['Agate is answering', ''])
})
