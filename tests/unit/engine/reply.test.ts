import type { Token } from 'node-llama-cpp'
import { describe, expect, it } from 'vitest'
import { Reply } from '../../../electron/engine/process/reply.ts'

function begin() {
  const told: string[] = []
  const reply = new Reply(
    { detokenize: (tokens: readonly Token[]) => String.fromCharCode(...tokens) },
    { tokens: new Set(), texts: [] },
    {
      prompt: () => void told.push('prompt'),
      reading: (progress) => void told.push(`reading ${progress}`),
      text: (text, { tokens }) => void told.push(`${text} ${tokens}`),
    },
  )
  const write = (text: string) => {
    for (const letter of Buffer.from(text)) {
      reply.tokens.push(letter as Token)
      reply.push(letter as Token)
    }
    reply.pause()
  }
  return { reply, told, write }
}

const chunk = (progress: number) => ({ tokens: 64, ms: 1, progress })

describe('A reply', () => {
  it('tells how far its prompt is read, and leaves the end of that to its first text', () => {
    const { reply, told } = begin()
    reply.hasRead(chunk(0.5), true)
    reply.hasRead(chunk(1), true)
    expect(told).toEqual(['reading 0.5'])
  })

  it('tells how far it is read again after it lost its lane, and leaves the end of that to its next text', () => {
    const { reply, told, write } = begin()
    write('A')
    told.length = 0
    reply.hasRead(chunk(0.5), true)
    reply.hasRead(chunk(1), true)
    write('B')
    expect(told).toEqual(['reading 0.5', 'B 2'])
  })
})
