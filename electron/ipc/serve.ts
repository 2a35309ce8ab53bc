import type { CallDefinition } from '../../shared/ipc/define.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Log } from '../log.ts'
import { isDamaged } from '../storage/storage-error.ts'

export type CallHandler = (input: unknown) => Promise<Result<unknown>>

export interface Served<D, H> {
  /** `group:name`, for the log. */
  readonly channel: string
  readonly definition: D
  readonly handler: H
  readonly log: Log
}

export const FORBIDDEN = err('forbidden', 'This window may not ask for that. Nothing was changed.')
const INTERNAL = err(
  'internal',
  'Something unexpected went wrong in Agate. What was saved is kept; the details are in the log file.',
)
const DAMAGED = err(
  'internal',
  'The file with your conversations is damaged, so this could not be done. Close Agate and start it again: it then ' +
    'repairs the file and keeps all that can still be read.',
)

/** Written down once, with its cause, and told as a sentence. */
export function failed(channel: string, error: unknown, log: Log) {
  log('error', 'ipc.failed', { channel, error })
  return isDamaged(error) ? DAMAGED : INTERNAL
}

/** Sender, then input, then the handler: whatever happens, the caller gets a Result. */
export async function answerCall(
  { channel, definition, handler, log }: Served<CallDefinition, CallHandler>,
  trusted: boolean,
  input: unknown,
): Promise<Result<unknown>> {
  if (!trusted) {
    log('warn', 'ipc.forbidden', { channel })
    return FORBIDDEN
  }
  const parsed = definition.input.safeParse(input)
  if (!parsed.success) return invalidInput(channel, parsed.error, log)
  try {
    return await handler(parsed.data)
  } catch (error) {
    return failed(channel, error, log)
  }
}

/** Names the field and the rule that was broken; the value itself may be private and stays out of both texts. */
export function invalidInput(
  channel: string,
  error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] },
  log: Log,
) {
  const issue = error.issues[0]
  const place = issue?.path.map(String).join('.') ?? ''
  log('warn', 'ipc.invalid-input', { channel, place, rule: issue?.message })
  return err('invalid-input', `Agate could not use that${place === '' ? '' : ` (${place})`}. Nothing was changed.`)
}
