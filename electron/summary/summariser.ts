import type { ReadDocument } from '../../shared/model/document.ts'
import type { Engine } from '../engine/engine.ts'
import { isDiskFull, isUnwritable } from '../storage/storage-error.ts'
import { EventChannel } from './event-channel.ts'
import { SummaryRun } from './summary-run.ts'
import type { NotesStore, Summarise, SummaryEnd, SummaryEvent } from './summary-work.ts'
import type { Speeds } from './work-meter.ts'
import { type StopReason, WorkStop } from './work-stop.ts'

const DISK_FULL: StopReason = {
  type: 'failed',
  code: 'disk-full',
  message:
    'The disk is full, so what is read cannot be kept any more. What was read before is kept. Free some room, then go on.',
}

const UNWRITABLE: StopReason = {
  type: 'failed',
  code: 'unwritable',
  message:
    'Agate cannot write into its folder, so what is read cannot be kept any more. What was read before is kept. Make the folder writable, then go on.',
}

/** Summaries by the engine's model. What is finished is kept in `store` at once, so that nothing is read twice. */
export function createSummariser(
  engine: Engine,
  store: NotesStore,
  speeds: () => Speeds = () => engine.status(),
): Summarise<ReadDocument> {
  return async function* (document, wish, model, signal) {
    const abandoned = new AbortController()
    const channel = new EventChannel<SummaryEvent, SummaryEnd>()
    const run = new SummaryRun({
      document,
      wish,
      model,
      engine,
      store,
      speeds,
      emit: (event) => channel.push(event),
      signal: AbortSignal.any([signal, abandoned.signal]),
    })
    channel.follow(endOf(run))
    try {
      return yield* channel.read()
    } finally {
      // A reader that stops reading wants no more either.
      abandoned.abort()
    }
  }
}

async function endOf(run: SummaryRun): Promise<SummaryEnd> {
  try {
    await run.run()
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === null) throw error
    return { ...reason, summary: run.summary() }
  }
  const summary = run.summary()
  if (summary === null) throw new Error('A summary ended without a plan')
  return { type: 'done', summary }
}

function reasonOf(error: unknown): StopReason | null {
  if (isDiskFull(error)) return DISK_FULL
  if (isUnwritable(error)) return UNWRITABLE
  return error instanceof WorkStop ? error.reason : null
}
