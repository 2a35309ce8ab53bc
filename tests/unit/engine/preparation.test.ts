import type { LlamaContextSequence, Token } from 'node-llama-cpp'
import { describe, expect, it } from 'vitest'
import { SequenceLane } from '../../../electron/engine/process/lane-sequence.ts'
import { Lanes } from '../../../electron/engine/process/lanes.ts'
import { Preparation } from '../../../electron/engine/process/preparation.ts'
import { StepGate } from '../../../electron/engine/process/step-gate.ts'

const never = new AbortController().signal
const tokensOf = (text: string) => [...Buffer.from(text)] as Token[]

/** A sequence that evaluates at once. */
function fakeSequence(): LlamaContextSequence {
  let held: Token[] = []
  const sequence = {
    get contextTokens() {
      return held
    },
    get nextTokenIndex() {
      return held.length
    },
    adaptStateToTokens: (target: Token[]) => {
      const different = held.findIndex((token, index) => token !== target[index])
      held = held.slice(0, different < 0 ? target.length : different)
      return Promise.resolve()
    },
    evaluateWithoutGeneratingNewTokens: (tokens: Token[]) => {
      held = [...held, ...tokens]
      return Promise.resolve()
    },
  }
  return sequence as unknown as LlamaContextSequence
}

/** An engine with so many lanes, and what each of them holds as text. */
function prepared(count: number) {
  const sequences = Array.from({ length: count }, fakeSequence)
  const lanes = new Lanes(sequences.map((sequence, number) => new SequenceLane(number, sequence)))
  const kept: string[] = []
  const preparation = new Preparation({ lanes, gate: new StepGate() })
  const held = () => sequences.map(({ contextTokens }) => Buffer.from(contextTokens).toString())
  const keep = (starts: readonly string[]) =>
    preparation.keep(
      { keep: (tokens) => Promise.resolve(void kept.push(Buffer.from(tokens).toString())) },
      starts.map(tokensOf),
    )
  /** A chat takes a lane, and what it does there. */
  const chat = async (text: string, conversation?: string) => {
    preparation.giveWay()
    const ticket = await lanes.acquire('chat', tokensOf(text), never, conversation)
    await ticket?.lane.sequence.adaptStateToTokens([], false)
    await ticket?.lane.sequence.evaluateWithoutGeneratingNewTokens(tokensOf(text))
    ticket?.release()
  }
  return { preparation, keep, kept, chat, held }
}

describe('The beginnings of quick actions', () => {
  it('are kept one after the other while nobody asks', async () => {
    const { keep, kept } = prepared(1)
    await keep(['Sum up: ', 'Explain: '])
    expect(kept).toEqual(['Sum up: ', 'Explain: '])
  })

  it('leave a conversation alone where there is room for one only', async () => {
    const { keep, chat, held } = prepared(1)
    const keeping = keep(['Sum up: ', 'Explain: '])
    await chat('How are you?')
    await keeping
    expect(held()).toEqual(['How are you?'])
  })

  it('leave alone a conversation that is read again there', async () => {
    const { preparation, keep, kept, held } = prepared(1)
    await preparation.readAgain({ tokens: tokensOf('How are you?'), conversation: undefined })
    await keep(['Sum up: '])
    expect(kept).toEqual([])
    expect(held()).toEqual(['How are you?'])
  })

  it('are kept beside a conversation where there is room for both', async () => {
    const { keep, kept, chat, held } = prepared(2)
    const keeping = keep(['Sum up: ', 'Explain: '])
    await chat('How are you?')
    await keeping
    expect(kept).toEqual(['Sum up: ', 'Explain: '])
    expect(held()).toContain('How are you?')
  })
})

it('A conversation that is read again goes on there, also when an early message is edited', async () => {
  const { preparation, chat, held } = prepared(2)
  await preparation.readAgain({ tokens: tokensOf('How are you today?'), conversation: 'a' })
  await chat('How about it?', 'a')
  expect(held().sort()).toEqual(['', 'How about it?'])
})
