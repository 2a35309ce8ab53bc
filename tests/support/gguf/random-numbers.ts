/** Normally distributed numbers, the same at every run for one `name`. */
export function normalNumbers(count: number, name: string, deviation: number): Float32Array {
  const next = uniformNumbers(name)
  return Float32Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - next()))
    return radius * Math.cos(2 * Math.PI * next()) * deviation
  })
}

/** Numbers from 0 to 1. Xorshift, seeded by a name: small, and good enough for weights. */
export function uniformNumbers(name: string): () => number {
  let state = 2463534242
  for (const character of name) state = Math.imul(state ^ character.charCodeAt(0), 16777619) >>> 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}
