import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** Each two levels below the checkout, as in the built program, so that it finds node_modules. */
export const roomTestFolder = (name: string) => join(root, 'out', `documents-test-${name}`)

export const ROOM_SOURCES = {
  room: join(root, 'electron/documents/room/process/room.ts'),
  'scripted-room': join(root, 'tests/fakes/documents/scripted-room.ts'),
  'room-probe': join(root, 'tests/fakes/documents/room-probe.ts'),
} as const
