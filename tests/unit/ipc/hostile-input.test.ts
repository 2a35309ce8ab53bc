import { describe, expect, it } from 'vitest'
import { answerCall } from '../../../electron/ipc/serve.ts'
import { contract } from '../../../shared/ipc/contract.ts'
import { type Contract, channelOf } from '../../../shared/ipc/define.ts'
import { ok } from '../../../shared/result.ts'

const all: Contract = contract
const definitions = Object.entries(all).flatMap(([group, calls]) =>
  Object.entries(calls).map(([name, definition]) => ({ channel: channelOf(group, name), definition })),
)
const calls = definitions.flatMap(({ channel, definition }) =>
  definition.kind === 'call' ? [{ channel, definition }] : [],
)
const streams = definitions.flatMap(({ channel, definition }) =>
  definition.kind === 'stream' ? [{ channel, definition }] : [],
)

/** What no call takes, whatever it is for. */
const RUBBISH: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number', 7],
  ['not a number', Number.NaN],
  ['a text of a megabyte', 'x'.repeat(1_000_000)],
  ['a list', [{}, {}]],
  ['objects for every value', { id: {}, ids: {}, text: {}, path: {}, paths: {}, url: {}, settings: {}, open: {} }],
]

describe('Main, asked by a page that sends rubbish,', () => {
  it('is asked on every channel that there is', () => {
    expect(calls.length + streams.length).toBeGreaterThan(40)
    expect(streams.length).toBeGreaterThan(0)
  })

  it.each(calls)('never lets it reach what serves $channel', async ({ channel, definition }) => {
    for (const [what, rubbish] of RUBBISH) {
      const reached: unknown[] = []
      const handler = (input: unknown) => {
        reached.push(input)
        return Promise.resolve(ok(null))
      }
      const answer = await answerCall({ channel, definition, handler, log: () => undefined }, true, rubbish)
      expect({ what, reached, answer }).toMatchObject({
        what,
        reached: [],
        answer: { error: { code: 'invalid-input' } },
      })
    }
  })

  it.each(streams)('opens no stream of $channel for it', ({ definition }) => {
    for (const [what, rubbish] of RUBBISH) expect(definition.input.safeParse(rubbish).success, what).toBe(false)
  })

  it.each(calls)(
    'gives a window that is not Agate’s nothing of $channel, before it looks at the input',
    async (call) => {
      const handler = () => Promise.reject(new Error('reached'))
      const answer = await answerCall({ ...call, handler, log: () => undefined }, false, undefined)
      expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    },
  )
})
