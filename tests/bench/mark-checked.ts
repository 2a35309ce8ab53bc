import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { modelKey } from '../../electron/engine/ladder/model-key.ts'
import { ResultsFile } from '../../electron/engine/ladder/results-file.ts'
import { rungKey } from '../../electron/engine/ladder/rungs.ts'
import { installedBackends, surroundingsStamp } from '../../electron/engine/ladder/surroundings.ts'
import { PROCESSOR_RUNG } from '../../electron/engine/rung.ts'

/**
 * Writes what Agate knows after it looked for cards, found none, and asked the model its questions: nothing is tried at
 * idle then. While the other side of a comparison is measured Agate is idle; and random weights answer no question.
 */
export function markChecked(checkout: string, file: string, model: string): void {
  const backends = installedBackends(join(checkout, 'node_modules/@node-llama-cpp'))
  const { version } = z.object({ version: z.string() }).parse(read(join(checkout, 'package.json')))
  const results = new ResultsFile(file, surroundingsStamp(backends, version), (_, message) => {
    throw new Error(message)
  })
  results.set({
    cards: Object.fromEntries(backends.map(({ backend }) => [backend, []])),
    trials: [
      {
        model: modelKey(model),
        rung: rungKey(PROCESSOR_RUNG),
        verdict: 'works',
        during: null,
        tokensPerSecond: null,
        processorTokensPerSecond: null,
        right: null,
        doubtful: false,
      },
    ],
  })
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
