import type { Attachment } from '../../shared/model/attachment.ts'
import { Summary } from '../../shared/model/summary.ts'
import type { JobProgress } from '../../shared/model/summary-job.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { DocumentDesk } from '../documents/document-desk.ts'
import type { ModelInUse } from '../models/model-in-use.ts'
import type { SummaryDesk } from '../summary/summary-desk.ts'
import { summaryMarkdown } from '../summary/summary-markdown.ts'
import { EXIT, failed, notLent, type CommandOutcome, type CommandSink, type SummariseRequest } from './command.ts'
import { readForSummary } from './read-for-summary.ts'

export interface SummariseServices {
  readonly documents: DocumentDesk
  readonly summaries: SummaryDesk
  readonly models: Pick<ModelInUse, 'borrow' | 'current'>
}

const NO_MODEL = 'There is no model on this computer, so nothing can be summarised. Get one first: agate models list'
const MODEL_GONE =
  'There is no model any more, so it was not summarised to the end. Every part that was read is kept; the same command goes on from there once there is one.'
const STOPPED = 'Stopped. Every part that was read is kept; the same command goes on from there.'

/** `agate summarise`: the same documents and summaries as in the window, kept in the same way. */
export async function runSummarise(
  request: SummariseRequest,
  services: SummariseServices,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const borrowed = request.model === null ? null : await services.models.borrow(request.model)
  if (borrowed?.ok === false) return notLent(borrowed.error)
  try {
    if (services.models.current === null) return failed(EXIT.noModel, NO_MODEL)
    return await summariseAll(request, services, sink, signal)
  } finally {
    borrowed?.value()
  }
}

async function summariseAll(
  request: SummariseRequest,
  services: SummariseServices,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const added = await services.documents.add(
    null,
    request.paths.map((path) => ({ path })),
    { summarise: false },
  )
  if (!added.ok) return failed(EXIT.failed, added.error.message)
  const problems = [...added.value.remarks]
  let exitCode = problems.length > 0 ? EXIT.notRead : 0
  for (const attachment of added.value.attachments) {
    if (signal.aborted) return failed(EXIT.failed, STOPPED)
    const result = await summariseOne(attachment, request, services, sink, signal)
    if (!result.ok) {
      problems.push(result.error.message)
      exitCode = Math.max(exitCode, result.error.code === 'no-model' ? EXIT.noModel : EXIT.notRead)
      continue
    }
    const { summary, problems: partly } = result.value
    sink.text(request.json ? `${JSON.stringify(Summary.parse(summary))}\n` : summaryMarkdown(summary))
    if (partly.length > 0) {
      problems.push(...partly)
      exitCode = EXIT.notRead
    }
  }
  return { exitCode, problem: problems.length === 0 ? null : problems.join('\n'), output: '' }
}

interface Summarised {
  readonly summary: Summary
  /** Why it does not stand for the whole document. */
  readonly problems: readonly string[]
}

async function summariseOne(
  attachment: Attachment,
  request: SummariseRequest,
  { documents, summaries }: SummariseServices,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<Result<Summarised>> {
  const read = await readForSummary(attachment, request, documents, sink, signal)
  if (!read.ok) return read
  const { document, problem } = read.value
  const { id, name } = document
  const begun = summaries.summarise(id, request.wish)
  if (!begun.ok) return problem === null ? begun : err('not-read', problem)
  const endNotes = summaries.onProgress(progressNotes(id, name, sink))
  try {
    await summaries.settled(id, signal)
  } finally {
    endNotes()
  }
  if (signal.aborted) summaries.stop(id)
  const outcome = outcomeOf(id, name, summaries)
  if (!outcome.ok || problem === null) return outcome
  return ok({ ...outcome.value, problems: [problem, ...outcome.value.problems] })
}

function outcomeOf(documentId: string, name: string, summaries: SummaryDesk): Result<Summarised> {
  const view = summaries.view(documentId)
  if (!view.ok) return view
  const summary = view.value?.summary ?? null
  const progress = view.value?.progress ?? null
  if (progress?.state === 'done' && summary !== null) return ok({ summary, problems: partlyRead(summary, name) })
  const why = progress?.state === 'waiting' ? { code: 'no-model', message: MODEL_GONE } : progress?.problem
  const { code = 'stopped', message = STOPPED } = why ?? {}
  if (summary === null || code === 'no-model' || code === 'model-failed') {
    return err(code === 'model-failed' ? 'no-model' : code, message)
  }
  return ok({ summary, problems: [message] })
}

function partlyRead({ pages, parts, complete }: Summary, name: string): string[] {
  if (complete) return []
  const lost = pages.filter(({ verdict }) => verdict !== 'read' && verdict !== 'ocr')
  if (lost.length === 0) return [`“${name}” is summarised in part only: ${parts.done} of ${parts.total} parts.`]
  const reason = lost[0]?.why ?? 'It has no text.'
  const where = lost.length === 1 ? `page ${lost[0]?.page ?? 0} is` : `${lost.length} of ${pages.length} pages are`
  return [`“${name}” was read in part only: ${where} not in the summary. ${reason}`]
}

/** One line for each tenth, so that a log stays readable. */
function progressNotes(documentId: string, name: string, sink: CommandSink): (progress: JobProgress) => void {
  let last = ''
  return ({ documentId: of, state, phase, parts, tokens, secondsLeft }) => {
    if (of !== documentId || state !== 'running' || tokens.total === 0) return
    const tenth = Math.floor((tokens.done / tokens.total) * 10) * 10
    const words =
      phase === 'merging'
        ? 'Putting together'
        : `Summarising, part ${Math.min(parts.done + 1, parts.total)} of ${parts.total}`
    if (`${phase ?? ''} ${tenth}` === last) return
    last = `${phase ?? ''} ${tenth}`
    const left = secondsLeft === null ? '' : `, about ${inWords(secondsLeft)} left`
    sink.note(`${name}: ${words}, ${tenth} %${left}`)
  }
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`
}
