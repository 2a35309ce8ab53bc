import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { DocumentInput } from '../../../shared/model/attachment.ts'
import { titleFrom } from '../../../shared/model/conversation.ts'
import type { NewAttachment } from '../../storage/attachment-store.ts'
import { documentProblem } from '../document-problem.ts'
import { gatherBytes } from '../document-source.ts'
import { FOLDER_LIMITS, findFiles } from './find-files.ts'
import type { KeptBytes } from './kept-bytes.ts'

/** Beyond this many at once, summaries are begun by the person: they would keep the computer busy for hours. */
const SUMMARISED_AT_ONCE_MAX = 10

type Place = Pick<NewAttachment, 'name' | 'path' | 'sha256'>

interface Found {
  readonly places: readonly Place[]
  readonly remarks: readonly string[]
}

export interface Intake {
  readonly attachments: readonly NewAttachment[]
  /** Whole sentences about what was not taken, and what does not begin by itself. */
  readonly remarks: readonly string[]
}

/** What is to be attached for what was dropped or picked: files, what is in folders, and what was pasted. */
export async function takeIn(
  inputs: readonly DocumentInput[],
  { conversationId, summarise }: { readonly conversationId: string | null; readonly summarise: boolean },
  { kept, newId }: { readonly kept: KeptBytes; readonly newId: () => string },
): Promise<Intake> {
  const places: Place[] = []
  const remarks: string[] = []
  for (const input of inputs) {
    const room = Math.max(0, FOLDER_LIMITS.files - places.length)
    const found = 'path' in input ? await findAt(resolve(input.path), room) : await keepPasted(input, kept)
    places.push(...found.places)
    remarks.push(...found.remarks)
  }
  const isWished = summarise && conversationId === null
  const begins = isWished && places.length <= SUMMARISED_AT_ONCE_MAX
  if (isWished && !begins) remarks.push(manyRemark(places.length))
  const attachments = places.map((place) => ({
    ...place,
    id: newId(),
    conversationId: conversationId ?? newId(),
    newTitle: conversationId === null ? titleFrom(place.name) : null,
    summarise: begins,
  }))
  return { attachments, remarks }
}

function manyRemark(count: number): string {
  return `All ${count} documents are read, but not summarised by themselves: so many would keep the computer busy for hours. Open one to begin its summary.`
}

async function findAt(path: string, room: number): Promise<Found> {
  const refused = (code: 'file-not-found' | 'access-denied' | 'not-a-file') => ({
    places: [],
    remarks: [documentProblem(code, basename(path)).message],
  })
  try {
    const stats = await stat(path)
    if (stats.isFile()) return { places: [{ name: basename(path), path, sha256: null }], remarks: [] }
    if (!stats.isDirectory()) return refused('not-a-file')
    const { paths, remarks } = await findFiles(path, room)
    return { places: paths.map((file) => ({ name: basename(file), path: file, sha256: null })), remarks }
  } catch (error) {
    return refused(Reflect.get(Object(error), 'code') === 'EACCES' ? 'access-denied' : 'file-not-found')
  }
}

/** What was pasted is nowhere else, so it is on disk before anything is done with it. */
async function keepPasted({ name, bytes }: { name: string; bytes: Uint8Array }, kept: KeptBytes): Promise<Found> {
  const gathered = await gatherBytes({ name, bytes: new Uint8Array(bytes) }, new AbortController().signal)
  if (!gathered.ok) return { places: [], remarks: [documentProblem(gathered.fault, name).message] }
  const { sha256 } = gathered.value
  await kept.put(sha256, gathered.value.bytes)
  return { places: [{ name, path: null, sha256 }], remarks: [] }
}
