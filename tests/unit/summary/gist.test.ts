import { expect, it } from 'vitest'
import type { Note } from '../../../electron/summary/note.ts'
import { gistAmong } from '../../../electron/summary/write-gist.ts'

const quote = (text: string, sentence: number): Note => ({ text, origin: 'source', sentences: [sentence] })

it('The gist is no bare heading where something else was noted', () => {
  const notes = [quote('3 The boat', 0), quote('The boat carries twelve people across the lake.', 1)]
  expect(gistAmong(notes)).toBe(1)
  expect(gistAmong(notes.slice(0, 1))).toBe(0)
})
