import { CITED_MOST, type Note } from './note.ts'
import { SaidBefore } from './said-before.ts'

/** The notes in their order, without those that repeat an earlier one: what such a note rests on is added to the earlier one. */
export function distinctNotes(notes: readonly Note[]): Note[] {
  const said = new SaidBefore<Note>()
  const kept = new Map<Note, Note>()
  for (const note of notes) {
    const before = said.find(note)
    if (before !== null) kept.set(before, united(kept.get(before) ?? before, note))
    else {
      said.add(note)
      kept.set(note, note)
    }
  }
  return [...kept.values()]
}

/** Those that no other statement said before. */
export function notSaidIn(notes: readonly Note[], before: readonly Note[]): Note[] {
  const said = new SaidBefore<Note>()
  for (const note of before) said.add(note)
  return notes.filter((note) => said.find(note) === null)
}

/** A quotation rests on its own sentence, wherever that stands. */
function united(note: Note, again: Note): Note {
  if (note.origin === 'source' && note.text !== again.text) return note
  return { ...note, sentences: [...new Set([...note.sentences, ...again.sentences])].slice(0, CITED_MOST) }
}
