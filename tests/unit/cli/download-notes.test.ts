import { expect, it } from 'vitest'
import { downloadNotes } from '../../../electron/cli/download-notes.ts'
import type { ModelDownload } from '../../../shared/model/download.ts'

/** The lines of a terminal that follows the download of `gemma`, of which 2 GB are fetched. */
function linesOf(steps: readonly Partial<ModelDownload & NonNullable<ModelDownload['progress']>>[]): string[] {
  const notes: string[] = []
  const tell = downloadNotes('gemma', { text: () => undefined, note: (line) => void notes.push(line) })
  for (const { id = 'gemma', state = 'downloading', ...progress } of steps) {
    const known = { receivedBytes: 0, totalBytes: 2e9, bytesPerSecond: null, etaSeconds: null, ...progress }
    tell({ id, state, progress: known, problem: null, path: null })
  }
  return notes
}

it('a download has a line for each tenth, with its speed and what time is left once that is known', () => {
  expect(
    linesOf([
      {},
      { receivedBytes: 1e6 },
      { receivedBytes: 4.1e8, bytesPerSecond: 12.34e6, etaSeconds: 129 },
      { receivedBytes: 4.2e8, bytesPerSecond: 12.34e6, etaSeconds: 128 },
      { receivedBytes: 1.9e9, bytesPerSecond: 100e6, etaSeconds: 1 },
      { receivedBytes: 2e9, bytesPerSecond: 100e6, etaSeconds: 0 },
      { receivedBytes: 0, state: 'verifying', bytesPerSecond: 200e3, etaSeconds: 10_000 },
    ]),
  ).toEqual([
    'Downloading: 0 %',
    'Downloading: 20 %, 12.3 MB/s, 3 min left',
    'Downloading: 90 %, 100 MB/s, 1 s left',
    'Downloading: 100 %',
    'Checking: 0 %, 200 kB/s, 2.8 h left',
  ])
})

it('another download that goes on beside it is not told of', () => {
  expect(linesOf([{ id: 'other', receivedBytes: 1e9 }])).toEqual([])
})
