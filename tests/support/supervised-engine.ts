import { vi } from 'vitest'
import type { EngineLimits } from '../../electron/engine/limits.ts'
import type { Ladder } from '../../electron/engine/ladder/ladder.ts'
import { EngineSupervisor } from '../../electron/engine/supervisor.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import { FakeEngineProcess } from '../fakes/fake-engine-process.ts'

export const MODEL_A = { path: '/models/a.gguf', name: 'Model A', sizeBytes: 1, starter: false }
export const MODEL_B = { path: '/models/b.gguf', name: 'Model B', sizeBytes: 2, starter: true }

/** A supervisor over fake processes. To be used with fake timers. */
export class SupervisedEngine {
  readonly processes: FakeEngineProcess[] = []
  readonly statuses: EngineStatus[] = []
  readonly logged: string[] = []
  readonly engine: EngineSupervisor
  /** Makes every start fail. */
  startFailure: Error | null = null

  constructor(limits: Partial<EngineLimits> = {}, ladder?: Ladder) {
    const log = (_level: string, message: string) => this.logged.push(message)
    this.engine = new EngineSupervisor({ spawn: () => this.#spawn(), log, limits, ...(ladder && { ladder }) })
    this.engine.onStatus((status) => this.statuses.push(status))
  }

  /** The process that runs now; everything that is due at once has happened. */
  async current(): Promise<FakeEngineProcess> {
    await vi.advanceTimersByTimeAsync(0)
    const last = this.processes.at(-1)
    if (!last) throw new Error('No process was started')
    return last
  }

  async ready(model = MODEL_A): Promise<FakeEngineProcess> {
    this.engine.useModel(model)
    const process = await this.current()
    process.becomeReady()
    return process
  }

  /** Lets time pass in which the process answers every ping. */
  async passAlive(process: FakeEngineProcess, seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 5) {
      await vi.advanceTimersByTimeAsync(5000)
      if (process.pid !== undefined) process.say({ type: 'pong' })
    }
  }

  async close(): Promise<void> {
    const closed = this.engine.close()
    await vi.advanceTimersByTimeAsync(1000)
    await closed
  }

  #spawn(): FakeEngineProcess {
    if (this.startFailure) throw this.startFailure
    const process = new FakeEngineProcess()
    this.processes.push(process)
    return process
  }
}
