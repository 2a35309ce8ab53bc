/** A value in the header, with its type in the file. */
export type GgufValue =
  | { readonly type: 'u32' | 'f32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'f32s' | 'i32s'; readonly value: readonly number[] }

export interface TensorShape {
  readonly name: string
  /** Fastest dimension first. */
  readonly dimensions: readonly number[]
}

export interface GgufTensor extends TensorShape {
  readonly data: Float32Array
}

/** How numbers are stored: its id in the file, and how many share a block of how many bytes. */
export const TENSOR_TYPES = {
  f32: { id: 0, numbers: 1, bytes: 4 },
  q4k: { id: 12, numbers: 256, bytes: 144 },
  q6k: { id: 14, numbers: 256, bytes: 210 },
} as const
export type TensorType = keyof typeof TENSOR_TYPES

const TYPE_IDS = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const
const ALIGNMENT = 32

/** The bytes of a GGUF file, version 3, with 32-bit floats as tensors. */
export function encodeGguf(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensor[]): Buffer {
  const header = encodeHeader(
    metadata,
    tensors.map((tensor) => ({ ...tensor, type: 'f32' as const })),
  )
  const bodies = tensors.map(({ data }) => padded(Buffer.from(data.buffer, data.byteOffset, data.byteLength)))
  return Buffer.concat([header, ...bodies])
}

/** Everything before the first tensor's bytes. The tensors follow in this order, each up to its `aligned` size. */
export function encodeHeader(
  metadata: Readonly<Record<string, GgufValue>>,
  tensors: readonly (TensorShape & { readonly type: TensorType })[],
): Buffer {
  const entries = Object.entries(metadata)
  const parts = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(entries.length)]
  for (const [key, value] of entries) parts.push(text(key), Buffer.concat(encodeValue(value)))
  let offset = 0
  for (const tensor of tensors) {
    const { name, dimensions, type } = tensor
    parts.push(text(name), u32(dimensions.length), ...dimensions.map(u64), u32(TENSOR_TYPES[type].id), u64(offset))
    offset = aligned(offset + tensorBytes(tensor))
  }
  return padded(Buffer.concat(parts))
}

export function tensorBytes({ dimensions, type }: { dimensions: readonly number[]; type: TensorType }): number {
  const { numbers, bytes } = TENSOR_TYPES[type]
  return (dimensions.reduce((product, size) => product * size, 1) / numbers) * bytes
}

function encodeValue(value: GgufValue): Buffer[] {
  switch (value.type) {
    case 'u32':
      return [u32(TYPE_IDS.u32), u32(value.value)]
    case 'f32':
      return [u32(TYPE_IDS.f32), f32(value.value)]
    case 'bool':
      return [u32(TYPE_IDS.bool), Buffer.from([value.value ? 1 : 0])]
    case 'string':
      return [u32(TYPE_IDS.string), text(value.value)]
    case 'strings':
      return [...arrayHead(TYPE_IDS.string, value.value.length), ...value.value.map(text)]
    case 'f32s':
      return [...arrayHead(TYPE_IDS.f32, value.value.length), ...value.value.map(f32)]
    case 'i32s':
      return [...arrayHead(TYPE_IDS.i32, value.value.length), ...value.value.map(u32)]
  }
}

function arrayHead(elementType: number, length: number): Buffer[] {
  return [u32(TYPE_IDS.array), u32(elementType), u64(length)]
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8')
  return Buffer.concat([u64(bytes.length), bytes])
}

/** Up to where the next tensor may begin. */
export function aligned(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)])
}
