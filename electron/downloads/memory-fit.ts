import type { CatalogueEntry, MemoryFit } from '../../shared/model/catalogue.ts'
import { sizeInWords } from './byte-size.ts'

export interface Machine {
  readonly totalRamBytes: number
  /** What could be had now without pushing other programs out; with what the model in use would make room for. */
  readonly availableRamBytes: number
  /** Of a graphics card that the engine can use; null without one. */
  readonly freeVramBytes: number | null
}

/*
 * The figures were measured with Gemma 2 2B Q4_K_M on processors with AVX2 and AVX-512: kernels keep a rearranged
 * copy of most weights beside the mapped file (921 of 1,624 MiB), scratch memory is four bytes for each word of the
 * vocabulary and each token of a batch, and the rest of the engine takes about 150 MB.
 */
const REARRANGED_SHARE = 0.57
const SCRATCH_BYTES_PER_WORD = 4.06
const ENGINE_BYTES = 150_000_000
const PROCESSOR_BATCH = 128
const CARD_BATCH = 512
/** For the desktop and what else draws on the card. */
const CARD_MARGIN = 1.1
/** What the system and other programs need of the memory, at the least. */
const SYSTEM_SHARE = 0.25

interface Use {
  readonly contextTokens: number
  readonly sequences: number
}

/** The window's conversation and a quick question side by side, at full length. */
const COMFORTABLE: Use = { contextTokens: 8192, sequences: 2 }
const LEAST: Use = { contextTokens: 2048, sequences: 1 }

/** What decides whether a model fits. */
export type Sized = Pick<CatalogueEntry, 'sizeBytes' | 'memory'>

/** Whether a model will run on a computer, before it is downloaded or loaded. */
export function memoryFit(entry: Sized, machine: Machine): MemoryFit {
  const total = sizeInWords(machine.totalRamBytes)
  const comfortable = neededRam(entry, COMFORTABLE) + entry.sizeBytes * REARRANGED_SHARE
  // The mapped pages behind the rearranged copy are not read again, so the system can take those back.
  const least = neededRam(entry, LEAST)
  const room = machine.totalRamBytes * (1 - SYSTEM_SHARE)
  const vram = machine.freeVramBytes
  if (vram !== null && neededVram(entry, COMFORTABLE) <= vram) {
    return fit(
      'fits',
      `It needs about ${sizeInWords(neededVram(entry, COMFORTABLE))} on the graphics card, which has ${sizeInWords(vram)} free.`,
    )
  }
  const needs = `It needs about ${sizeInWords(comfortable)} of memory`
  if (comfortable <= room && comfortable <= machine.availableRamBytes) {
    return fit('fits', `${needs}, and this computer has ${total}.`)
  }
  if (comfortable <= room) {
    const free = sizeInWords(machine.availableRamBytes)
    return fit('tight', `${needs}, and ${free} of ${total} are free now: close other programs for long conversations.`)
  }
  if (least <= room) {
    return fit(
      'tight',
      `${needs} for long conversations, and this computer has ${total}: Agate will remember less of each.`,
    )
  }
  if (vram !== null && neededVram(entry, LEAST) <= vram) {
    return fit('tight', `It only just fits on the graphics card, which has ${sizeInWords(vram)} free.`)
  }
  return fit(
    'does-not-fit',
    `It needs at least ${sizeInWords(least)} beside other programs, and this computer has ${total} in all.`,
  )
}

function fit(verdict: MemoryFit['verdict'], reason: string): MemoryFit {
  return { verdict, reason }
}

/**
 * What a model that is loaded on the processor holds of the memory, in bytes. Its mapped file is not in it: the system
 * counts those pages as free.
 */
export function heldBytes(entry: Sized, use: Use): number {
  return (
    entry.sizeBytes * REARRANGED_SHARE +
    conversationBytes(entry, use) +
    scratchBytes(entry, PROCESSOR_BATCH) +
    ENGINE_BYTES
  )
}

function neededRam(entry: Sized, use: Use): number {
  return entry.sizeBytes + conversationBytes(entry, use) + scratchBytes(entry, PROCESSOR_BATCH) + ENGINE_BYTES
}

function neededVram(entry: Sized, use: Use): number {
  return (entry.sizeBytes + conversationBytes(entry, use) + scratchBytes(entry, CARD_BATCH)) * CARD_MARGIN
}

function conversationBytes({ memory }: Sized, { contextTokens, sequences }: Use): number {
  return memory.kvBytesPerToken * Math.min(contextTokens, memory.contextTokens) * sequences
}

function scratchBytes({ memory }: Sized, batch: number): number {
  return memory.vocabulary * SCRATCH_BYTES_PER_WORD * batch
}
