import type { DocumentText, Page, ReadingProgress } from '../../../shared/model/document.ts'
import type { Given } from './protocol.ts'
import type { SpawnRoom } from './room-process.ts'
import { type RoomFailure, type WatchOptions, watchRoom } from './watch-room.ts'

export type ReadingEnd = { readonly type: 'read'; readonly document: DocumentText } | RoomFailure

export interface ReadingOptions extends Pick<WatchOptions<never>, 'limits' | 'log' | 'signal'> {
  readonly spawn: SpawnRoom
  readonly given: Given
  readonly onProgress: (progress: ReadingProgress) => void
}

/** Reads one document in a process of its own. */
export function readInRoom({ spawn, given, onProgress, ...watch }: ReadingOptions): Promise<ReadingEnd> {
  const pages: Page[] = []
  return watchRoom<ReadingEnd>({
    ...watch,
    spawn: () => spawn([]),
    onMessage: (message, process) => {
      if (message.type === 'ready') process.post({ type: 'read', ...given })
      else if (message.type === 'progress') onProgress(message.progress)
      else if (message.type === 'pages') pages.push(...message.pages)
      return message.type === 'read' ? { type: 'read', document: { ...message.document, pages } } : null
    },
  })
}
