import { describe, expect, it, onTestFinished } from 'vitest'
import { PROBE_LIMITS, passesSelfTest } from '../../electron/engine/ladder/examine.ts'
import { modelKey } from '../../electron/engine/ladder/model-key.ts'
import { Probe } from '../../electron/engine/ladder/probe.ts'
import { SCRIPTED_REPLY } from '../../electron/engine/ladder/scripted-reply.ts'
import type { Rung } from '../../electron/engine/rung.ts'
import { EngineSupervisor } from '../../electron/engine/supervisor.ts'
import { ENGINE_ENTRY, TINY_MODELS } from '../support/engine-paths.ts'
import { modelFile } from '../support/engine-under-test.ts'
import { forkEngine } from '../support/fork-engine.ts'
import { LadderUnderTest } from '../support/ladder-under-test.ts'
import { ask, readReply } from '../support/read-reply.ts'

/*
 * llama.cpp's Vulkan engine on a card made of software (Mesa's llvmpipe), which set-up installs on Debian. Without it
 * these tests fail: they are here to see the way to a card and back for real.
 */

const never = new AbortController().signal
/** A card that is a program translates its shaders on the processor: about a minute where that is busy. */
const PATIENT = { ...PROBE_LIMITS, selfTestMs: 300_000 }
/** Else the engine passes over devices that are really processors, as it does for everybody outside these tests. */
const WITH_SOFTWARE_CARD = { GGML_VK_VISIBLE_DEVICES: '0' }
const WITHOUT_CARD = { VK_DRIVER_FILES: '/nowhere', VK_ICD_FILENAMES: '/nowhere' }
const quiet = () => undefined

function rung(flashAttention: boolean): Rung {
  return { backend: 'vulkan', flashAttention, layers: 'all', contextMax: null }
}

async function cardsWith(env: Readonly<Record<string, string>>): Promise<string[]> {
  const probe = new Probe(forkEngine(ENGINE_ENTRY, quiet, env), never)
  try {
    return (await probe.look('vulkan', PROBE_LIMITS.lookMs)).cards
  } finally {
    await probe.end()
  }
}

describe('The Vulkan engine', () => {
  it('finds the software card only where it is asked for, and no card without a driver', async () => {
    expect(await cardsWith(WITH_SOFTWARE_CARD)).toEqual([expect.stringContaining('llvmpipe')])
    expect(await cardsWith({})).toEqual([])
    expect(await cardsWith({ ...WITH_SOFTWARE_CARD, ...WITHOUT_CARD })).toEqual([])
  })

  it.each([true, false])(
    'computes rightly there, flash attention: %s',
    async (flashAttention) => {
      const spawn = forkEngine(ENGINE_ENTRY, quiet, WITH_SOFTWARE_CARD)
      expect(await passesSelfTest(spawn, TINY_MODELS.scripted, rung(flashAttention), PATIENT, never)).toBe(true)
    },
    PATIENT.selfTestMs,
  )

  it('tells where it runs, and goes on with the processor and says so when the card is gone', async () => {
    const env: Record<string, string> = { ...WITH_SOFTWARE_CARD }
    const ladder = new LadderUnderTest().openWithCard(modelKey(TINY_MODELS.scripted))
    const engine = new EngineSupervisor({ spawn: forkEngine(ENGINE_ENTRY, quiet, env), log: quiet, ladder })
    onTestFinished(() => engine.close())
    engine.useModel(modelFile(TINY_MODELS.scripted))
    const onCard = await readReply(engine.generate(ask('Hello?'), never))
    expect(onCard).toMatchObject({ text: SCRIPTED_REPLY, end: { reason: 'end' } })
    const { device, details, notFaster } = engine.status()
    expect(device).toMatch(/^llvmpipe .*, 3 of 3 layers$/u)
    expect(details).toMatchObject({ backend: 'vulkan', flashAttention: true, layers: { offloaded: 3, total: 3 } })
    expect(details?.cardMemory?.totalBytes).toBeGreaterThan(1e6)
    expect(notFaster).toBeNull()

    Object.assign(env, WITHOUT_CARD)
    engine.reload()
    const onProcessor = await readReply(engine.generate(ask('Hello?'), never))
    expect(onProcessor.text).toBe(SCRIPTED_REPLY)
    expect(engine.status().device).toMatch(/^Processor/u)
    expect(engine.status().details?.cardMemory).toBeNull()
    expect(engine.status().notFaster).toContain('The graphics card could not be used.')
  })
})
