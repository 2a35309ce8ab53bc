/** More do not pay: reading weights from memory is the limit, and the app itself wants a core. */
const THREADS_MAX = 8

/**
 * How many threads compute. Never above the physical cores: the library's kernels spin while they wait for each
 * other, and one thread too many makes them 20 times slower. From three cores on, one is left to the rest of the
 * machine for the same reason.
 */
export function chooseThreads(cores: { readonly physical: number; readonly available: number }): number {
  const usable = Math.min(cores.physical, cores.available)
  const spare = usable > 2 ? 1 : 0
  return Math.min(THREADS_MAX, Math.max(1, usable - spare))
}

/** How much of a core others may use before it counts as taken. */
const TOLERATED_LOAD = 0.35

/** How many threads find a core of their own while other programs keep `busyCores` busy. */
export function roomForThreads(most: number, cores: number, busyCores: number): number {
  return Math.max(1, Math.min(most, Math.floor(cores - busyCores + TOLERATED_LOAD)))
}

export function describeProcessor(threads: number): string {
  return `Processor, ${threads} ${threads === 1 ? 'thread' : 'threads'}`
}

/** `cards` as their driver names them; `layers` that are computed there. */
export function describeCards(cards: readonly string[], layers: { offloaded: number; total: number }): string {
  return `${cards.join(' and ')}, ${layers.offloaded} of ${layers.total} layers`
}
