import { EventEmitter } from 'node:events'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SpawnRoom } from '../../../electron/documents/room/room-process.ts'
import { takeDropped } from '../../../electron/dropped-documents.ts'
import { followTray } from '../../../electron/tray-events.ts'
import { startDesk } from '../../support/desk-under-test.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'
import { letter } from '../../support/documents/letter.ts'
import { until } from '../../support/until.ts'

let spawn: SpawnRoom
beforeAll(async () => {
  spawn = forkRoom(await buildRoom('room', 'tray'), () => undefined)
})

describe('A file that is dropped on the icon in the tray', () => {
  it('is shown in the large window, read and summarised', async () => {
    const { desk, store, summaryState } = startDesk({ spawn })
    const shown: string[] = []
    const place = {
      documents: desk,
      notices: { add: () => undefined },
      showConversation: (id: string) => void shown.push(id),
    }
    const tray = new EventEmitter()
    const openDocuments = (paths: readonly string[]) => void takeDropped(paths, place)
    followTray(tray, { openAgate: () => undefined, openDocuments }, 'darwin')
    tray.emit('drop-files', {}, [letter()])
    await until(() => desk.list(shown[0] ?? '').some(({ document }) => summaryState(document?.id ?? '') === 'done'))
    expect(store.conversations.list()).toMatchObject([{ id: shown[0], title: 'A letter to Ada', documents: 1 }])
  })
})

describe('A click on the icon in the tray', () => {
  it.each([
    ['opens the window', 'linux', 1],
    ['opens the window', 'win32', 1],
    ['opens the menu alone', 'darwin', 0],
  ] as const)('%s on %s', (_what, platform, opened) => {
    const tray = new EventEmitter()
    let count = 0
    followTray(tray, { openAgate: () => void (count += 1), openDocuments: () => undefined }, platform)
    tray.emit('click')
    expect(count).toBe(opened)
  })
})
