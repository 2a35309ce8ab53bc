import type { FileHandle } from 'node:fs/promises'
import { GgufCursor, GgufFault } from './gguf-cursor.ts'
import { readWords, WORDS } from './gguf-words.ts'
import { tensorBytes } from './tensor-size.ts'

export { GgufFault } from './gguf-cursor.ts'

export type GgufScalar = string | number | bigint | boolean

export interface GgufHeader {
  readonly version: number
  /** All values but lists. */
  readonly values: ReadonlyMap<string, GgufScalar>
  /** The types of the values, as the format numbers them. */
  readonly types: ReadonlyMap<string, number>
  readonly lists: ReadonlyMap<string, GgufList>
  readonly tensors: ReadonlyMap<string, GgufTensor>
}

export interface GgufList {
  readonly length: number
  /** Of its items, as the format numbers types: 4 and 5 are integers, 6 is float, 8 text. */
  readonly type: number
  /** Its items, where they are numbers and so few that each may stand for a layer; else null. */
  readonly numbers: readonly number[] | null
  /** The different ones of its items, where they are the words of the model; else null. */
  readonly words: ReadonlySet<string> | null
}

export interface GgufTensor {
  readonly dimensions: readonly bigint[]
  /** Of its numbers, as ggml counts them: 0 is F32. */
  readonly type: number
}

const ENTRIES_MAX = 65_536
const KEY_MAX = 65_535
const TEXT_MAX = 16 << 20
const LIST_MAX = 4 << 20
/** More than any model has layers. */
const NUMBERS_MAX = 1024
const DIMENSIONS_MAX = 4
const ALIGNMENT = 32

/** Types of values in the header, and the bytes of those that have a fixed size. */
const STRING = 8
const LIST = 9
const FIXED_SIZES: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
}

/**
 * Reads the header of a GGUF file and checks that the file is long enough for the tensors it announces.
 * Every count and length is bounded. Throws a GgufFault when it is not such a file.
 */
export async function readGgufHeader(file: FileHandle, size: number): Promise<GgufHeader> {
  const cursor = new GgufCursor(file, size)
  const magic = await cursor.bytes(Math.min(4, size))
  if (magic.toString('latin1') !== 'GGUF') throw new GgufFault('not-gguf', 'the file does not begin with GGUF')
  const version = await cursor.u32()
  if (version !== 2 && version !== 3) throw new GgufFault('unsupported', `version ${version} of the format`)
  const tensorCount = await cursor.count(ENTRIES_MAX, 'the number of tensors')
  const entries = await cursor.count(ENTRIES_MAX, 'the number of values')
  const values = new Map<string, GgufScalar>()
  const types = new Map<string, number>()
  const lists = new Map<string, GgufList>()
  for (let entry = 0; entry < entries; entry += 1) {
    const key = await cursor.text(KEY_MAX, 'a key')
    if (values.has(key) || lists.has(key)) throw new GgufFault('unsupported', `"${key}" is there twice`)
    const type = await cursor.u32()
    types.set(key, type)
    if (type === LIST) lists.set(key, await readList(cursor, key))
    else values.set(key, await readScalar(cursor, type, key))
  }
  const alignment = alignmentOf(values)
  const { tensors, end } = await readTensors(cursor, tensorCount, BigInt(alignment))
  const dataStart = BigInt(Math.ceil(cursor.position / alignment) * alignment)
  if (dataStart + end > BigInt(size)) {
    throw new GgufFault('truncated', `the file has ${size} bytes, its tensors end at ${dataStart + end}`)
  }
  return { version, values, types, lists, tensors }
}

async function readScalar(cursor: GgufCursor, type: number, key: string): Promise<GgufScalar> {
  if (type === STRING) return cursor.text(TEXT_MAX, key)
  return decoded(await cursor.bytes(fixedSize(type, key)), type)
}

function decoded(bytes: Buffer, type: number): number | bigint | boolean {
  switch (type) {
    case 0:
      return bytes.readUInt8()
    case 1:
      return bytes.readInt8()
    case 2:
      return bytes.readUInt16LE()
    case 3:
      return bytes.readInt16LE()
    case 4:
      return bytes.readUInt32LE()
    case 5:
      return bytes.readInt32LE()
    case 6:
      return bytes.readFloatLE()
    case 7:
      return bytes.readUInt8() !== 0
    case 10:
      return bytes.readBigUInt64LE()
    case 11:
      return bytes.readBigInt64LE()
    default:
      return bytes.readDoubleLE()
  }
}

/** Steps over a list of texts or of many numbers. Lists of lists are allowed by the format but used by nobody. */
async function readList(cursor: GgufCursor, key: string): Promise<GgufList> {
  const type = await cursor.u32()
  const length = await cursor.count(LIST_MAX, `the list ${key}`)
  if (type === STRING && key === WORDS) {
    return { length, type, numbers: null, words: await readWords(cursor, length) }
  }
  if (type === STRING) {
    const what = `a text in ${key}`
    for (let item = 0; item < length; item += 1) await cursor.textBytes(TEXT_MAX, what)
    return { length, type, numbers: null, words: null }
  }
  const size = fixedSize(type, key)
  if (length > NUMBERS_MAX) {
    cursor.skip(length * size)
    return { length, type, numbers: null, words: null }
  }
  const numbers: number[] = []
  for (let item = 0; item < length; item += 1) numbers.push(Number(decoded(await cursor.bytes(size), type)))
  return { length, type, numbers, words: null }
}

function fixedSize(type: number, key: string): number {
  const size = FIXED_SIZES[type]
  if (size === undefined) throw new GgufFault('unsupported', `"${key}" has the unknown type ${type}`)
  return size
}

/** The tensors, and where the last one ends, counted from where they begin. */
async function readTensors(
  cursor: GgufCursor,
  count: number,
  alignment: bigint,
): Promise<{ tensors: Map<string, GgufTensor>; end: bigint }> {
  const tensors = new Map<string, GgufTensor>()
  let end = 0n
  for (let index = 0; index < count; index += 1) {
    const name = await cursor.text(KEY_MAX, 'the name of a tensor')
    if (tensors.has(name)) throw new GgufFault('unsupported', `the tensor "${name}" is there twice`)
    const tensor = await readTensor(cursor, name)
    const bytes = tensorBytes(tensor.type, tensor.dimensions)
    if (bytes === null) throw new GgufFault('unsupported', `"${name}" has an unknown type or shape`)
    const offset = await cursor.u64()
    if (offset % alignment !== 0n)
      throw new GgufFault('unsupported', `"${name}" begins at ${offset}, between two places`)
    if (offset + bytes > end) end = offset + bytes
    tensors.set(name, tensor)
  }
  return { tensors, end }
}

async function readTensor(cursor: GgufCursor, name: string): Promise<GgufTensor> {
  const rank = await cursor.u32()
  if (rank < 1 || rank > DIMENSIONS_MAX) throw new GgufFault('unsupported', `"${name}" has ${rank} dimensions`)
  const dimensions: bigint[] = []
  for (let index = 0; index < rank; index += 1) dimensions.push(await cursor.u64())
  return { dimensions, type: await cursor.u32() }
}

function alignmentOf(values: ReadonlyMap<string, GgufScalar>): number {
  const alignment = values.get('general.alignment') ?? ALIGNMENT
  const usable = typeof alignment === 'number' && alignment >= 8 && alignment <= 65_536 && alignment % 8 === 0
  if (!usable) throw new GgufFault('unsupported', `tensors are aligned to ${alignment}`)
  return alignment
}
