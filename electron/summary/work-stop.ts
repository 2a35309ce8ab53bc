import type { SummaryEnd } from './summary-work.ts'

type Failure = Extract<SummaryEnd, { type: 'failed' }>

export type StopReason = { readonly type: 'stopped' } | Pick<Failure, 'type' | 'code' | 'message'>

/** Thrown where the work cannot go on; caught where it was begun. What is finished by then is kept. */
export class WorkStop extends Error {
  readonly reason: StopReason

  constructor(reason: StopReason) {
    super(reason.type === 'stopped' ? 'The work was stopped' : reason.message)
    this.reason = reason
  }
}

export function stopped(): WorkStop {
  return new WorkStop({ type: 'stopped' })
}

export function failed(code: Failure['code'], message: string): WorkStop {
  return new WorkStop({ type: 'failed', code, message })
}
