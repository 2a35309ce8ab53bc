import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { type GemmaGeometry, gemmaMetadata, gemmaShapes } from './gemma-geometry.ts'
import { gemmaVocabulary } from './gemma-vocabulary.ts'
import { aligned, encodeHeader, TENSOR_TYPES, tensorBytes, type TensorShape, type TensorType } from './gguf-writer.ts'
import { uniformNumbers } from './random-numbers.ts'

const GEMMA_2B: GemmaGeometry = {
  width: 2304,
  layers: 26,
  feedForward: 9216,
  heads: 8,
  kvHeads: 4,
  headWidth: 256,
  slidingWindow: 4096,
}
const VOCABULARY = 256_000
/** Common words as tokens of their own, so that a text of the benchmarks has about as many as with the real model. */
const WORDS = 'the and of on day journey fox crossed river rested tell whole story this as long you can a in to it is'
/** Blocks that are made and then repeated in another order: what is in them does not matter, only that it is sane. */
const POOL_BLOCKS = 40_000

/**
 * Writes a file of Gemma 2 2B's true geometry, in the mix of types that llama-quantize gives Q4_K_M, with random weights:
 * 1.7 GB, as fast and as large in memory as the real one. A file that is there already is kept.
 */
export function writeRandomGemma2b(path: string): void {
  const { layers } = GEMMA_2B
  const shapes = gemmaShapes(GEMMA_2B, VOCABULARY).map((shape) => ({ ...shape, type: typeOf(shape, layers) }))
  const words = WORDS.split(' ').map((word) => `\u2581${word}`)
  const metadata = {
    ...gemmaMetadata(GEMMA_2B, gemmaVocabulary(words, VOCABULARY), 'Gemma 2 2B, random weights'),
    'general.file_type': { type: 'u32', value: 15 } as const,
    'general.quantization_version': { type: 'u32', value: 2 } as const,
  }
  const header = encodeHeader(metadata, shapes)
  const size = shapes.reduce((sum, shape) => sum + aligned(tensorBytes(shape)), header.length)
  if (existsSync(path) && statSync(path).size === size) return
  const file = openSync(`${path}.part`, 'w')
  writeSync(file, header)
  const pools = { f32: normPool(), q4k: blockPool('q4k'), q6k: blockPool('q6k') }
  for (const shape of shapes) writeTensor(file, shape, pools[shape.type])
  closeSync(file)
  renameSync(`${path}.part`, path)
}

/** "More bits": the first and last eighth of the layers and every third between, for the tensors that need them most. */
function typeOf({ name, dimensions }: TensorShape, layers: number): TensorType {
  if (dimensions.length === 1) return 'f32'
  if (name === 'token_embd.weight') return 'q6k'
  if (!/attn_v|ffn_down/u.test(name)) return 'q4k'
  const layer = Number(name.split('.')[1])
  const eighth = Math.floor(layers / 8)
  const more = layer < eighth || layer >= Math.floor((7 * layers) / 8) || (layer - eighth) % 3 === 2
  return more ? 'q6k' : 'q4k'
}

function writeTensor(file: number, shape: TensorShape & { type: TensorType }, pool: Buffer): void {
  const { bytes } = TENSOR_TYPES[shape.type]
  const next = uniformNumbers(shape.name)
  const size = tensorBytes(shape)
  let left = size
  while (left > 0) {
    const start = Math.floor((next() * pool.length) / 2 / bytes) * bytes
    const part = pool.subarray(start, Math.min(pool.length, start + left))
    left -= writeSync(file, part)
  }
  writeSync(file, Buffer.alloc(aligned(size) - size))
}

function normPool(): Buffer {
  return Buffer.from(new Float32Array(GEMMA_2B.feedForward).fill(1).buffer)
}

/** Random quants under scales of 16-bit floats that keep every weight small. */
function blockPool(type: 'q4k' | 'q6k'): Buffer {
  const { bytes } = TENSOR_TYPES[type]
  const next = uniformNumbers(type)
  const pool = Buffer.from(Uint8Array.from({ length: POOL_BLOCKS * bytes }, () => next() * 256))
  for (let at = 0; at < pool.length; at += bytes) {
    if (type === 'q4k') {
      // Of the scales and of the minimums: 0.00014 and 0.00105.
      pool.writeUInt16LE(0x0896, at)
      pool.writeUInt16LE(0x144d, at + 2)
    } else {
      for (let scale = at + 192; scale < at + 208; scale += 1) pool.writeInt8(Math.floor(next() * 128) - 64, scale)
      // 0.000029
      pool.writeUInt16LE(0x01e7, at + 208)
    }
  }
  return pool
}
