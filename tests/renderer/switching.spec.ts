import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

test('two answers that are written at once never mix, whichever is in view', async ({ agate }) => {
  agate.world.add('Agate', [question('Earlier'), answer('Earlier answer')])
  agate.world.add('Basalt', [question('Earlier'), answer('Earlier answer')])
  await agate.load()
  await agate.open('Agate')
  const agateTurn = await agate.ask('agate?')
  await agateTurn.write('agate ')
  await agate.open('Basalt')
  const basaltTurn = await agate.ask('basalt?')
  await basaltTurn.write('basalt ')
  for (let round = 0; round < 5; round += 1) {
    await agate.open(round % 2 === 0 ? 'Agate' : 'Basalt')
    await agateTurn.write('agate ')
    await basaltTurn.write('basalt ')
    await expect(agate.answer).toHaveText(round % 2 === 0 ? /^(?:agate\s*)+$/u : /^(?:basalt\s*)+$/u)
  }
  await agate.world.save('Agate', agateTurn)
  await agate.world.save('Basalt', basaltTurn)
  await agateTurn.end()
  await basaltTurn.end()
  await expect(agate.stop).toBeHidden()
  await agate.open('Basalt')
  await expect(agate.answer).toHaveText(/^(?:basalt\s*){6}$/u)
  await agate.open('Agate')
  await expect(agate.answer).toHaveText(/^(?:agate\s*){6}$/u)
})

test('a new chat can be left while it is answered, and is in the list when it is come back to', async ({ agate }) => {
  await agate.load()
  const turn = await agate.ask('Slow question')
  await turn.write('slow ')
  await agate.world.save('Slow question', turn)
  await agate.page.keyboard.press('Control+N')
  await expect(agate.answers).toHaveCount(0)
  await expect(agate.send).toBeVisible()
  await expect(agate.rows.first()).toContainText('is being answered')
  await turn.write('answer')
  await agate.open('Slow question')
  await expect(agate.answer).toHaveText('slow answer')
  await expect(agate.stop).toBeVisible()
  await turn.end()
  await expect(agate.stop).toBeHidden()
})

test('stopping one chat leaves the other going', async ({ agate }) => {
  await agate.load()
  const first = await agate.ask('first')
  await first.write('one ')
  await agate.world.save('first', first)
  await agate.page.keyboard.press('Control+N')
  const second = await agate.ask('second')
  await second.write('two ')
  await agate.page.keyboard.press('Escape')
  await second.stream.cancelled()
  expect(first.stream.isCancelled).toBe(false)
  await second.end({ status: 'stopped', endReason: 'user' })
  await first.write('and more')
  await agate.open('first')
  await expect(agate.answer).toHaveText('one and more')
})

test('a question that is refused after its chat was left comes back to the new chat', async ({ agate }) => {
  await agate.load()
  await agate.composer.fill('Too long a question')
  await agate.composer.press('Enter')
  const stream = await agate.methods.chat.send.next()
  await agate.page.keyboard.press('Control+N')
  await expect(agate.composer).toHaveValue('')
  await stream.end({ ok: false, error: { code: 'prompt-too-long', message: 'It is too long.' } })
  await expect(agate.composer).toHaveValue('Too long a question')
  await expect(agate.page.getByText('It is too long.')).toBeVisible()
})

test('a slow answer to an earlier click does not replace the conversation in view', async ({ agate }) => {
  const slow = agate.world.add('Slow', [question('Q'), answer('Slow answer')])
  agate.world.add('Quick', [question('Q'), answer('Quick answer')])
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  agate.methods.conversations.open.handle(async ({ id }) => {
    if (id === slow.id) await held
    return agate.world.open(id)
  })
  await agate.load()
  await agate.row('Slow').click()
  await agate.row('Quick').click()
  await expect(agate.answer).toHaveText('Quick answer')
  release()
  await agate.world.changed(slow.id)
  await expect(agate.answer).toHaveText('Quick answer')
})
