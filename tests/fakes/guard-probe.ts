import { execFileSync } from 'node:child_process'
import { guardProcess } from '../../electron/engine/process/process-guard.ts'
import { ATTEMPTS, tryWhenAsked } from './escape-attempts.ts'

/* A program that is guarded like the engine process, and then tries to get out. */

tryWhenAsked(guardProcess, { ...ATTEMPTS, execFileSync: () => execFileSync(process.execPath, ['-v']) })
