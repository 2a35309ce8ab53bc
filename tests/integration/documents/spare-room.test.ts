import { beforeAll, describe, expect, it } from 'vitest'
import { DocumentService } from '../../../electron/documents/document-service.ts'
import type { RoomProcess } from '../../../electron/documents/room/room-process.ts'
import { SpareRoom } from '../../../electron/documents/room/spare-room.ts'
import { buildRoom } from '../../support/documents/build-room.ts'
import { forkRoom } from '../../support/documents/fork-room.ts'

let room: string
beforeAll(async () => (room = await buildRoom('room')))

/** Starts processes, and resolves `ended[n]` when the one that was started as number n is gone. */
function watchedSpawn() {
  const ended: Promise<void>[] = []
  const fork = forkRoom(room, () => undefined)
  const spawn = (languages: Parameters<typeof fork>[0]): RoomProcess => {
    const process = fork(languages)
    ended.push(new Promise((resolve) => process.onExit(() => resolve())))
    return process
  }
  return { spawn, ended }
}

const note = (text: string) => ({ name: 'a.txt', bytes: new TextEncoder().encode(text) })

describe('A process kept ready', () => {
  it('reads the next document, and another takes its place until the service closes', async () => {
    const { spawn, ended } = watchedSpawn()
    const documents = new DocumentService({ spawn, log: () => undefined })
    documents.prepare()
    documents.prepare()
    expect(ended).toHaveLength(1)
    const results = [await documents.readDocument(note('One.')), await documents.readDocument(note('Two.'))]
    expect(results).toMatchObject([
      { ok: true, value: { pages: [{ text: 'One.' }] } },
      { ok: true, value: { pages: [{ text: 'Two.' }] } },
    ])
    expect(ended).toHaveLength(3)
    documents.close()
    await Promise.all(ended)
  })

  it('leaves when no document has come for a while', async () => {
    const { spawn, ended } = watchedSpawn()
    new SpareRoom(spawn, 200).prepare()
    await Promise.all(ended)
    expect(ended).toHaveLength(1)
  })

  it('that has died is not used', async () => {
    const { spawn, ended } = watchedSpawn()
    const processes: RoomProcess[] = []
    const documents = new DocumentService({
      spawn: (languages) => {
        const process = spawn(languages)
        processes.push(process)
        return process
      },
      log: () => undefined,
    })
    documents.prepare()
    processes[0]?.kill()
    await ended[0]
    expect(await documents.readDocument(note('Still read.'))).toMatchObject({ ok: true })
    documents.close()
    await Promise.all(ended)
  })

  it('is started by nothing but the wish for it', async () => {
    const { spawn, ended } = watchedSpawn()
    const documents = new DocumentService({ spawn, log: () => undefined })
    await documents.readDocument(note('One.'))
    await Promise.all(ended)
    expect(ended).toHaveLength(1)
  })
})
