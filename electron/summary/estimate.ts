import type { DocumentText } from '../../shared/model/document.ts'
import type { SummaryMode } from '../../shared/model/summary.ts'
import type { SummaryEstimate } from '../../shared/model/summary-job.ts'
import type { Engine } from '../engine/engine.ts'
import { type Plan, planDocument } from './plan-document.ts'
import { mergeTasks, partTask } from './planned-work.ts'
import { secondsPerToken, type Speeds, type Task } from './work-meter.ts'
import { WorkStop } from './work-stop.ts'

/** What a summary would take, from the model's own tokenizer and the speeds it had last; null when it cannot be told. */
export async function estimateSummary(
  engine: Engine,
  document: DocumentText,
  mode: SummaryMode,
  speeds: () => Speeds = () => engine.status(),
  signal = new AbortController().signal,
): Promise<SummaryEstimate | null> {
  let plan: Plan
  try {
    plan = await planDocument(engine, document, { mode, language: null }, signal)
  } catch (error) {
    if (!(error instanceof WorkStop)) throw error
    const { reason } = error
    return reason.type === 'failed' && reason.code === 'no-text' ? NOTHING : null
  }
  const tasks = [...plan.parts.map((part, index) => partTask(plan, part, index === 0)), ...mergeTasks(plan)]
  const known = speeds()
  const seconds = tasks.map((task) => secondsOf(task, secondsPerToken(task, known)))
  return {
    parts: plan.parts.length,
    tokens: sum(tasks.map(({ promptTokens, replyTokens }) => promptTokens + replyTokens)),
    seconds: seconds.every((each) => each !== null) ? sum(seconds) : null,
  }
}

const NOTHING: SummaryEstimate = { parts: 0, tokens: 0, seconds: 0 }

function secondsOf({ promptTokens, replyTokens }: Task, perToken: number | null): number | null {
  return perToken === null ? null : (promptTokens + replyTokens) * perToken
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
