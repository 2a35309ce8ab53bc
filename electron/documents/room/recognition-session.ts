import type { RecognitionLanguage } from '../../../shared/model/document.ts'
import type { Given, RecognisedPage } from './protocol.ts'
import type { SpawnRoom } from './room-process.ts'
import { type RoomFailure, type WatchOptions, watchRoom } from './watch-room.ts'

export type RecognitionEnd = { readonly type: 'all-recognised' } | RoomFailure

export interface RecognitionOptions extends Pick<WatchOptions<never>, 'limits' | 'log' | 'signal'> {
  readonly spawn: SpawnRoom
  readonly given: Given
  readonly languages: readonly RecognitionLanguage[]
  readonly pages: readonly number[]
  readonly onPage: (page: RecognisedPage) => void
}

/** Recognises pages of one document in a process of its own, one after the other. */
export function recogniseInRoom(options: RecognitionOptions): Promise<RecognitionEnd> {
  const { spawn, given, languages, pages, onPage, ...watch } = options
  return watchRoom<RecognitionEnd>({
    ...watch,
    spawn: () => spawn(languages),
    onMessage: (message, process) => {
      if (message.type === 'ready') process.post({ type: 'recognise', pages: [...pages], ...given })
      else if (message.type === 'recognised') onPage(message.page)
      return message.type === 'all-recognised' ? message : null
    },
  })
}
