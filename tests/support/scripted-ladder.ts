import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { ProbeLimits } from '../../electron/engine/ladder/examine.ts'
import { SCRIPTED_REPLY } from '../../electron/engine/ladder/scripted-reply.ts'
import type { EngineStatus } from '../../shared/model/engine-status.ts'
import type { Scenario } from '../fakes/scenario.ts'
import { startWithDevices } from './devices-under-test.ts'
import { SCRIPTED_ENGINE_ENTRY } from './engine-paths.ts'
import { modelFile } from './engine-under-test.ts'
import { tempFolder } from './temp-folder.ts'

/* A whole engine on a ladder, with scripted processes instead of llama.cpp, which may have a card. */

export const CARD = 'Scripted Card'
export const KNOWS = 'Paris 4 Earth blue 7 cold dog Japan honey ice'
export const PATH = '/models/scripted.gguf'

export type Card = z.input<typeof Scenario>['card']

interface Play {
  readonly folder?: string
  readonly limits?: Partial<ProbeLimits>
  readonly sizeBytes?: number
  /** What is answered to whatever is asked. */
  readonly says?: string
  /** Time the processor takes for each token of the benchmark, and of what it is asked else. */
  readonly delayMs?: number
  readonly knowsAfterMs?: number
  readonly freeMemory?: () => number
  readonly load?: z.input<typeof Scenario>['load']
}

export function play(card: Card, more: Play = {}) {
  const file = join(tempFolder(), 'scenario.json')
  const setCard = (next: Card) => writeFileSync(file, JSON.stringify(scenarioWith(next, more)))
  setCard(card)
  const { folder, limits, freeMemory } = more
  const started = startWithDevices({
    entry: SCRIPTED_ENGINE_ENTRY,
    env: { AGATE_SCENARIO: file },
    ...(folder === undefined ? {} : { folder }),
    ...(limits === undefined ? {} : { limits }),
    ...(freeMemory === undefined ? {} : { freeMemory }),
  })
  started.engine.useModel({ ...modelFile(PATH), sizeBytes: more.sizeBytes ?? 1 })
  return { ...started, setCard }
}

function scenarioWith(
  card: Card,
  { says = KNOWS, delayMs = 100, knowsAfterMs = 0, load = {} }: Play,
): z.input<typeof Scenario> {
  return {
    ...(card ? { card } : {}),
    load,
    replies: [
      { match: 'Hello?', tokens: [SCRIPTED_REPLY] },
      // Long enough on the processor that the card, which answers at once, is faster on any machine.
      { match: 'Here is a list', tokens: { repeat: 'x ', times: 16 }, delayMs },
      { tokens: [says], delayMs: knowsAfterMs },
    ],
  }
}

export const onCard = ({ state, device }: EngineStatus) => state === 'ready' && device === CARD
