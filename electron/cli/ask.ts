import type { ChatEnd, ChatFrame } from '../../shared/ipc/calls/chat.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { Result } from '../../shared/result.ts'
import { EXIT, failed, notLent, type AskRequest, type CommandOutcome, type CommandSink } from './command.ts'

/** What `ask --json` prints. */
export interface AskAnswer {
  readonly text: string
  readonly model: string | null
  readonly device: string | null
  readonly tokens: number
  readonly tokensPerSecond: number | null
  readonly stopReason: ChatEnd['endReason']
  readonly conversationId: string
}

export interface AskServices {
  send(
    input: { conversationId: string | null; text: string },
    signal: AbortSignal,
  ): AsyncGenerator<ChatFrame, Result<ChatEnd>, undefined>
  /** Uses another model for this answer only; resolves to how to go back. */
  borrowModel(path: string): Promise<Result<() => void>>
  onStatus(listener: (status: EngineStatus) => void): () => void
}

/** Answers one question through the same chat service as the window, so that it is saved the same way. */
export async function runAsk(
  request: AskRequest,
  services: AskServices,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const borrowed = request.model === null ? null : await services.borrowModel(request.model)
  if (borrowed?.ok === false) return notLent(borrowed.error)
  const stopNotes = noteLoading(services, sink)
  try {
    return await answer(request, services, sink, signal)
  } finally {
    stopNotes()
    borrowed?.value()
  }
}

async function answer(
  request: AskRequest,
  services: AskServices,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const frames = services.send({ conversationId: null, text: request.text }, signal)
  let text = ''
  let conversationId = ''
  for (;;) {
    const next = await frames.next()
    if (next.done === true) return outcome(next.value, { text, conversationId, json: request.json }, signal)
    conversationId = next.value.started?.conversationId ?? conversationId
    if (next.value.text !== undefined) {
      text += next.value.text
      if (!request.json) sink.text(next.value.text)
    }
  }
}

function outcome(
  result: Result<ChatEnd>,
  { text, conversationId, json }: { text: string; conversationId: string; json: boolean },
  signal: AbortSignal,
): CommandOutcome {
  if (!result.ok) return failed(exitCodeFor(result.error.code), result.error.message)
  const { endReason, figures, status } = result.value
  const answer: AskAnswer = {
    text,
    model: figures?.model ?? null,
    device: figures?.device ?? null,
    tokens: figures?.tokens ?? 0,
    tokensPerSecond: figures?.tokensPerSecond ?? null,
    stopReason: endReason,
    conversationId,
  }
  const problem = whyCut(status, signal)
  return {
    exitCode: problem === null ? 0 : EXIT.failed,
    problem,
    output: json ? `${JSON.stringify(answer)}\n` : '\n',
  }
}

/** Why the answer is not whole, or null; whoever stopped it here knows. */
function whyCut(status: ChatEnd['status'], { aborted }: AbortSignal): string | null {
  if (status === 'interrupted') return 'The answer was interrupted. What was written is saved.'
  if (status === 'stopped' && !aborted) return 'The answer was stopped before its end. What was written is saved.'
  return null
}

function exitCodeFor(code: string): number {
  if (code === 'no-model' || code === 'model-failed') return EXIT.noModel
  if (code === 'empty' || code === 'invalid-input' || code === 'prompt-too-long') return EXIT.badUse
  return EXIT.failed
}

function noteLoading(services: AskServices, sink: CommandSink): () => void {
  let last = ''
  return services.onStatus((status) => {
    if (status.state === last) return
    last = status.state
    if (status.state === 'loading' && status.model !== null) sink.note(`Loading ${status.model.name} …`)
    if (status.state === 'restarting') sink.note('The engine stopped and is starting again.')
  })
}
