import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { TINY_MODELS } from '../engine-paths.ts'
import { tinyGemma } from './tiny-gemma.ts'

/** Writes every model of TINY_MODELS. Takes a fraction of a second. */
export function writeTinyModels(): void {
  const scripted = tinyGemma({ behaviour: 'scripted' })
  const files = {
    scripted,
    babbling: tinyGemma({ behaviour: 'babbling' }),
    looping: tinyGemma({ behaviour: 'looping' }),
    aborting: tinyGemma({ behaviour: 'scripted', without: ['gemma2.feed_forward_length'] }),
    truncated: scripted.subarray(0, Math.floor(scripted.length * 0.6)),
  }
  mkdirSync(dirname(TINY_MODELS.scripted), { recursive: true })
  writeFileSync(TINY_MODELS.scripted, files.scripted)
  writeFileSync(TINY_MODELS.babbling, files.babbling)
  writeFileSync(TINY_MODELS.looping, files.looping)
  writeFileSync(TINY_MODELS.aborting, files.aborting)
  writeFileSync(TINY_MODELS.truncated, files.truncated)
}
