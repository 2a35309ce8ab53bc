import { expect, test } from './support/window.ts'

test('answers a question and lists the conversation', async ({ agate }) => {
  await agate.load()
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
})
