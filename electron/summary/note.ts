/** More sentences than this show nobody where a statement comes from. */
export const CITED_MOST = 4

/** A statement about a part, with the sentences it rests on. */
export interface Note {
  readonly text: string
  /** `source`: the text is the cited sentence itself. */
  readonly origin: 'model' | 'source'
  /** Ids of sentences, at least one. */
  readonly sentences: readonly number[]
}
