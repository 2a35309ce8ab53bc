import type { Token } from 'node-llama-cpp'
import { describe, expect, it } from 'vitest'
import { ReplyText } from '../../../electron/engine/process/reply-text.ts'

/** A vocabulary of bytes: every token is one. */
const bytes = { detokenize: (tokens: readonly Token[]) => Buffer.from(tokens).toString('utf8') }
const END = 7 as Token
const MARKS = { tokens: new Set([END]), texts: ['<end_of_turn>'] }

function read(text: string) {
  const reply = new ReplyText(bytes, MARKS)
  const parts: string[] = []
  for (const byte of Buffer.from(text)) {
    const { text: part, ended } = reply.push(byte as Token)
    parts.push(part)
    if (ended) return { parts, ended }
  }
  return { parts: [...parts, reply.flush()], ended: false }
}

describe('The text of a reply', () => {
  it('comes in whole characters, whatever tokens they are made of', () => {
    const { parts } = read('a🦊é')
    expect(parts.filter((part) => part !== '')).toEqual(['a', '🦊', 'é'])
  })

  it('shows bytes that are no character as such, and goes on', () => {
    const reply = new ReplyText(bytes, MARKS)
    const broken = [0xff, 0xff, 0xff, 0xff, 0x61].map((byte) => reply.push(byte as Token).text).join('')
    expect(broken.endsWith('a')).toBe(true)
    expect(broken).toContain('\uFFFD')
  })

  it('shows nothing of a character that its end cut in two', () => {
    const reply = new ReplyText(bytes, MARKS)
    const [first = 0, second = 0] = Buffer.from('🦊')
    expect([0x61, first, second].map((byte) => reply.push(byte as Token).text).join('') + reply.flush()).toBe('a')
  })

  it('ends at an end mark that the model spells, and shows nothing of it', () => {
    const { parts, ended } = read('Well.<end_of_turn>\n<start_of_turn>user')
    expect(ended).toBe(true)
    expect(parts.join('')).toBe('Well.')
  })

  it('keeps what only begins like an end mark', () => {
    const { parts, ended } = read('a <end_of_line> b <end')
    expect(ended).toBe(false)
    expect(parts.join('')).toBe('a <end_of_line> b <end')
  })

  it('ends at a token that is an end mark', () => {
    const reply = new ReplyText(bytes, MARKS)
    expect(reply.push(0x61 as Token)).toEqual({ text: 'a', ended: false })
    expect(reply.push(END)).toEqual({ text: '', ended: true })
  })
})
