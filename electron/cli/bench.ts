import type { EngineStatus } from '../../shared/model/engine-status.ts'
import { openBareEngine } from '../engine/bench/bare-engine.ts'
import type { BenchError } from '../engine/bench/ask-engine.ts'
import { type BenchReport, compareWithBare, type Comparison } from '../engine/bench/compare-with-bare.ts'
import type { Engine } from '../engine/engine.ts'
import type { EngineLog, SpawnEngine } from '../engine/engine-process.ts'
import type { ModelInUse } from '../models/model-in-use.ts'
import { done, EXIT, failed, notLent, type BenchRequest, type CommandOutcome, type CommandSink } from './command.ts'

export interface BenchServices {
  readonly engine: Engine
  readonly models: Pick<ModelInUse, 'borrow' | 'current' | 'isAnswering'>
  /** Starts the process that has the library alone. */
  readonly spawnBare: SpawnEngine
  /** Keeps the trials of graphics cards from beginning; returns how to allow them again. */
  readonly holdTrials: () => () => void
  readonly log: EngineLog
}

/** `agate bench`: the speed of a model through Agate's engine, beside the library alone in the same run. */
export async function runBench(
  request: BenchRequest,
  services: BenchServices,
  sink: CommandSink,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  if (services.models.isAnswering) return failed(EXIT.failed, 'Agate is answering. Measure when it has finished.')
  const borrowed = request.model === null ? null : await services.models.borrow(request.model)
  if (borrowed?.ok === false) return notLent(borrowed.error)
  const allowTrials = services.holdTrials()
  try {
    const compared = await compare(request, services, sink, signal)
    if (!compared.ok) return failed(EXIT_CODES[compared.error.code], compared.error.message)
    return done(request.json ? `${JSON.stringify(compared.value)}\n` : table(compared.value, request.rounds))
  } finally {
    allowTrials()
    borrowed?.value()
  }
}

function compare(
  { rounds }: BenchRequest,
  { engine, models, spawnBare, log }: BenchServices,
  sink: CommandSink,
  signal: AbortSignal,
): ReturnType<typeof compareWithBare> {
  const path = models.current?.path ?? ''
  const openBare = (like: EngineStatus) => openBareEngine({ spawn: spawnBare, path, like, log })
  return compareWithBare({ app: engine, openBare, rounds, note: (message) => sink.note(message) }, signal)
}

const EXIT_CODES: Readonly<Record<BenchError, number>> = {
  'no-model': EXIT.noModel,
  failed: EXIT.failed,
  stopped: EXIT.failed,
}

function table({ model, device, prefill, decode }: BenchReport, rounds: number): string {
  const row = (name: string, cells: readonly string[]) =>
    `${name.padEnd(8)}${cells.map((cell) => cell.padStart(10)).join('')}\n`
  const figures = ({ app, bare, ratio }: Comparison) => [app.toFixed(1), bare.toFixed(1), ratio.toFixed(3)]
  const of = rounds === 1 ? 'one round' : `medians of ${rounds} rounds`
  return [
    `${model} · ${device} · tokens per second, ${of}\n\n`,
    row('', ['Agate', 'bare', 'ratio']),
    row('prefill', figures(prefill)),
    row('decode', figures(decode)),
  ].join('')
}
