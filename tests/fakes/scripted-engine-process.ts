import { readFileSync } from 'node:fs'
import { openPort } from '../../electron/engine/process/port.ts'
import { serveEngine } from '../../electron/engine/process/serve-engine.ts'
import { Scenario } from './scenario.ts'
import { ScriptedRuntime } from './scripted-runtime.ts'

/* An engine process without a model, for tests that need exact timing. Never part of the app. */
const file = process.env.AGATE_SCENARIO
if (file === undefined) throw new Error('AGATE_SCENARIO must name a file with a scenario')
const scenario = Scenario.parse(JSON.parse(readFileSync(file, 'utf8')))
serveEngine(openPort(), new ScriptedRuntime(scenario), (code) => process.exit(code))
