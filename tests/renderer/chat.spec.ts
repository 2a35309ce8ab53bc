import { err } from '../../shared/result.ts'
import { expect, test } from './support/window.ts'
import { answer, FIGURES, question } from './support/world.ts'

test('answers a question and lists the conversation', async ({ agate }) => {
  await agate.load()
  await expect(agate.composer).toBeFocused()
  const turn = await agate.ask('Name three colours.')
  expect(turn.stream.input).toEqual({ conversationId: null, text: 'Name three colours.' })
  await expect(agate.composer).toHaveValue('')
  await turn.write('Red, green ')
  await expect(agate.answer).toHaveText('Red, green')
  await turn.write('and **blue**.')
  await expect(agate.answer.getByText('blue')).toBeVisible()
  await agate.world.save('Name three colours.', turn)
  await turn.end()
  await expect(agate.send).toBeVisible()
  await expect(agate.rows).toHaveText([/Name three colours\./u])
  await expect(agate.page.getByText('268 tokens · 41 tokens/s')).toBeVisible()
  await expect(agate.page.getByRole('heading', { level: 1 })).toHaveText('Name three colours.')
  await expect(agate.composer).toBeFocused()
})

test('asks the next question in the same conversation', async ({ agate }) => {
  await agate.load()
  const first = await agate.ask('One')
  await first.end()
  await expect(agate.send).toBeVisible()
  const second = await agate.ask('Two')
  expect(second.stream.input).toEqual({ conversationId: first.conversationId, text: 'Two' })
  await expect(agate.answers).toHaveCount(2)
})

for (const [how, stop] of [
  ['Esc', 'key'],
  ['the button', 'button'],
] as const) {
  test(`stops with ${how}, keeps what was written and says so`, async ({ agate }) => {
    await agate.load()
    const turn = await agate.ask('Count')
    await turn.write('one two ')
    if (stop === 'key') await agate.page.keyboard.press('Escape')
    else await agate.stop.click()
    await turn.stream.cancelled()
    await turn.end({ status: 'stopped', endReason: 'user', figures: { ...FIGURES, tokens: 2 } })
    await expect(
      agate.page.getByText('You stopped this answer after 2 tokens. What was written is saved.'),
    ).toBeVisible()
    await expect(agate.answer).toHaveText('one two')
    await expect(agate.stop).toBeHidden()
    await expect(agate.send).toBeVisible()
  })
}

test('shows text that was under way when it was stopped, and takes no more for finished until the end', async ({
  agate,
}) => {
  await agate.load()
  const turn = await agate.ask('Count')
  await turn.write('one ')
  await agate.stop.click()
  await turn.stream.cancelled()
  await expect(agate.stop).toBeDisabled()
  await turn.write('two')
  await turn.end({ status: 'stopped', endReason: 'user' })
  await expect(agate.answer).toHaveText('one two')
})

test('Stop is where Send was, so that nothing moves', async ({ agate }) => {
  await agate.load()
  await agate.composer.fill('Question')
  const send = await agate.send.boundingBox()
  const box = await agate.composer.boundingBox()
  await agate.ask('Question')
  const stop = await agate.stop.boundingBox()
  expect(stop && stop.x + stop.width).toBe(send && send.x + send.width)
  expect(stop?.y).toBe(send?.y)
  expect(await agate.composer.boundingBox()).toEqual(box)
})

for (const code of ['prompt-too-long', 'no-model', 'busy', 'disk-full', 'model-failed', 'not-found'] as const) {
  test(`gives a question that is refused as ${code} back, with the reason`, async ({ agate }) => {
    await agate.load()
    await agate.composer.fill('My question')
    await agate.composer.press('Enter')
    const stream = await agate.methods.chat.send.next()
    await stream.end(err(code, 'It was not taken, and here is why.'))
    await expect(agate.composer).toHaveValue('My question')
    await expect(agate.page.getByRole('alert')).toHaveText('It was not taken, and here is why.')
    await expect(agate.answers).toHaveCount(0)
    await agate.page.getByRole('button', { name: 'Dismiss' }).click()
    await expect(agate.page.getByRole('alert')).toBeHidden()
  })
}

test('a new conversation that is refused after it was made is a new chat again, and keeps what was typed since', async ({
  agate,
}) => {
  await agate.load()
  const turn = await agate.ask('Too long')
  await agate.composer.fill('A thought')
  await turn.stream.end(err('prompt-too-long', 'Too long.'))
  await expect(agate.composer).toHaveValue('Too long\n\nA thought')
  await agate.composer.press('Enter')
  const again = await agate.methods.chat.send.next()
  expect(again.input.conversationId).toBe(null)
})

test('does not send a second question while one is answered, and keeps it in the box', async ({ agate }) => {
  await agate.load()
  const turn = await agate.ask('First')
  await agate.composer.fill('Second')
  await agate.composer.press('Enter')
  await expect(agate.page.getByRole('alert')).toContainText('Agate is still answering here.')
  await expect(agate.composer).toHaveValue('Second')
  expect(agate.methods.chat.send.opened).toHaveLength(1)
  await turn.end()
  await expect(agate.page.getByRole('alert')).toHaveCount(0)
  await expect(agate.composer).toHaveValue('Second')
})

test('says what an answer waits for', async ({ agate }) => {
  await agate.load()
  await agate.world.setEngine({ state: 'loading', progress: 0.43 })
  const turn = await agate.ask('Are you there?')
  const article = agate.answers.last()
  await expect(article).toContainText('Loading the model, 43 %')
  await agate.world.setEngine({ state: 'reading', progress: 0 })
  await turn.stream.frame({ reading: 0.6 })
  await expect(article).toContainText('Reading the question, 60 %')
  await turn.write('Yes.')
  await expect(article).toHaveText('Yes.')
})

const ENDS = [
  ['window-closed', 'stopped', 'The window was closed here. What was written is saved; ask again for the rest.'],
  ['app-exit', 'interrupted', 'Agate was closed here without warning.'],
  [
    'engine-crash',
    'interrupted',
    'The engine stopped while writing. What was written is saved; ask again for the rest.',
  ],
  ['engine-hang', 'interrupted', 'The engine no longer answered and was ended. What was written is saved'],
  ['length', 'complete', 'This answer filled the room that was left, so it ends here.'],
  ['repetition', 'complete', 'The model began to repeat itself, so Agate ended this answer.'],
  ['disk-full', 'interrupted', 'The disk filled up here.'],
  ['error', 'interrupted', 'Something went wrong in Agate here.'],
] as const

for (const [endReason, status, words] of ENDS) {
  test(`an answer that ended as ${endReason} says so and keeps its text`, async ({ agate }) => {
    agate.world.add('Earlier', [question('Q'), answer('What there is', { status, endReason })])
    await agate.load()
    await agate.open('Earlier')
    await expect(agate.answer).toHaveText('What there is')
    await expect(agate.page.getByText(words)).toBeVisible()
  })
}

test('an answer without a word says so', async ({ agate }) => {
  await agate.load()
  const turn = await agate.ask('Anything?')
  await turn.end()
  await expect(agate.page.getByText('The model ended without an answer.')).toBeVisible()
})

test('a crash is told while the engine starts again, and after it is back', async ({ agate }) => {
  await agate.load()
  const turn = await agate.ask('Go on')
  await turn.write('So far')
  await agate.world.setEngine({ state: 'restarting' })
  await turn.end({ status: 'interrupted', endReason: 'engine-crash', figures: null })
  await expect(agate.page.getByText('The engine stopped while writing. It is starting again.')).toBeVisible()
  await agate.world.setEngine({ state: 'ready' })
  await expect(agate.page.getByText('The engine stopped while writing. What was written is saved')).toBeVisible()
  await expect(agate.answer).toHaveText('So far')
})

test('a line stands between what the model no longer sees and what it does', async ({ agate }) => {
  const pair = [question('Q'), answer('A')]
  agate.world.add('Long', [
    ...pair,
    ...pair,
    question('Q'),
    answer('A', { figures: { ...FIGURES, omittedMessages: 2 } }),
  ])
  await agate.load()
  await agate.open('Long')
  const line = agate.page.getByText('The model no longer sees what is above this line, except the first question')
  await expect(line).toBeVisible()
  expect(await line.evaluate((element) => element.parentElement?.children.length)).toBe(7)
  expect(await line.evaluate((element) => [...(element.parentElement?.children ?? [])].indexOf(element))).toBe(4)
})

test('copies an answer as it was written, with its Markdown', async ({ agate }) => {
  agate.world.add('Copy', [question('Q'), answer('Some **bold** words')])
  await agate.load()
  await agate.open('Copy')
  await agate.page.getByRole('button', { name: 'Copy the answer' }).click()
  await expect(agate.page.getByText('The answer is copied.')).toBeVisible()
  expect(await agate.clipboard()).toBe('Some **bold** words')
})
