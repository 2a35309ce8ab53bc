import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DeviceLadder } from '../../electron/engine/ladder/device-ladder.ts'
import { ResultsFile } from '../../electron/engine/ladder/results-file.ts'
import type { Backend } from '../../shared/model/engine-status.ts'

export const CARD = 'Test Card 3000'

/** A ladder over a results file that a second one can be opened on, as at the next start of Agate. */
export class LadderUnderTest {
  readonly log: string[] = []
  readonly file: string
  now = 1_000_000
  memory = { freeBytes: 2e9, totalBytes: 8e9 }

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'agate-ladder-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    this.file = join(folder, 'devices.json')
  }

  open({ surroundings = 'now', backends = ['vulkan'] as readonly Backend[] } = {}): DeviceLadder {
    const log = (level: string, message: string) => void this.log.push(`${level}: ${message}`)
    const results = new ResultsFile(this.file, surroundings, log)
    return new DeviceLadder({ results, backends, log, now: () => this.now, memory: () => this.memory })
  }

  /** With a card on which the best rung of the model at `path` works. */
  openWithCard(path: string): DeviceLadder {
    const ladder = this.open()
    ladder.cards.saw('vulkan', [CARD])
    const [rung] = ladder.untried(path, 'auto')
    if (!rung) throw new Error('There is no rung to try')
    ladder.judge({ model: path, rung: 'vulkan flash all any', verdict: 'works' })
    return ladder
  }
}
