import { closeSync, copyFileSync, openSync, writeSync } from 'node:fs'
import { STARTER_MODEL } from './engine-paths.ts'

/** Behind the header and the words, in the middle of the weights. */
const WEIGHTS_AT = 40_000_000
export const RUBBISH_BYTES = 20_000_000

/** The starter model with weights that mean nothing, in a file that is sound in every other way. */
export function writeRubbishModel(path: string, weights: Buffer): void {
  copyFileSync(STARTER_MODEL, path)
  const file = openSync(path, 'r+')
  writeSync(file, weights, 0, weights.length, WEIGHTS_AT)
  closeSync(file)
}

/** Random bytes, of which only the bits of `mask` are set. */
export function noise(mask = 0xff): Buffer {
  let state = 1
  return Buffer.from(Array.from({ length: RUBBISH_BYTES }, () => (state = (state * 48_271) % 2_147_483_647) & mask))
}

/** Random numbers below one, wherever a scale of 16 bits is read from it: no exponent that means infinity. */
export function finiteNoise(): Buffer {
  return noise(0x3b)
}
