import os from 'node:os'
import '../../../electron/engine/process/engine.ts'

/* The engine process that stays at the threads it is given: it sees nobody else at work. */
const cpus = os.cpus()
Object.assign(os, { cpus: () => cpus })
