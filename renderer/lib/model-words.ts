import type { MemoryFit } from '../../shared/model/catalogue.ts'
import type { DownloadProgress, ModelDownload } from '../../shared/model/download.ts'
import type { CardMemory, EngineStatus } from '../../shared/model/engine-status.ts'
import type { Computer, ExpectedSpeed, LocalModel, ModelOffer, ProvenCards } from '../../shared/model/model-offer.ts'
import { formatCount, formatShare, formatSize, formatSpeed, NO_BREAK } from './numbers.ts'

export const FIT_WORDS: Readonly<Record<MemoryFit['verdict'], string>> = {
  fits: 'Fits well',
  tight: 'Tight',
  'does-not-fit': 'Does not fit',
}

const MINUTE = 60
const HOUR = 60 * MINUTE
/** Seconds jump; fives do less. */
const STEP_SECONDS = 5

/** Rounded, so that it does not jump: to hours and minutes, to minutes, under one to five seconds. */
export function formatTimeLeft(seconds: number): string {
  if (seconds >= HOUR - MINUTE / 2) {
    const minutes = Math.round(seconds / MINUTE)
    const rest = minutes % MINUTE
    const hours = plural(Math.floor(minutes / MINUTE), 'hour')
    return `about ${rest === 0 ? hours : `${hours} ${plural(rest, 'minute')}`}`
  }
  if (seconds >= MINUTE) return `about ${plural(Math.round(seconds / MINUTE), 'minute')}`
  return `about ${Math.max(STEP_SECONDS, Math.ceil(seconds / STEP_SECONDS) * STEP_SECONDS)} seconds`
}

function plural(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`
}

/** "2.13 of 5.76 GB", or with both units where they differ. */
export function formatPart(part: number, whole: number): string {
  const [number, unit] = formatSize(part).split(NO_BREAK, 2)
  const all = formatSize(whole)
  return all.endsWith(`${NO_BREAK}${unit ?? ''}`) ? `${number ?? ''} of ${all}` : `${formatSize(part)} of ${all}`
}

export function shareOf({ receivedBytes, totalBytes }: DownloadProgress): number {
  return receivedBytes / totalBytes
}

/** What the buttons of a file call it: of several with one name, also how its numbers are stored, or its size. */
export function fileLabel(
  { name, path, sizeBytes }: LocalModel,
  files: readonly LocalModel[],
  offer: ModelOffer | undefined,
): string {
  const isOnly = !files.some((other) => other.path !== path && other.name === name)
  return isOnly ? name : `${name}, ${offer?.quantisation ?? formatSize(sizeBytes)}`
}

/** What is said beside the bar: how much is here, and how long it still takes. */
export function downloadLine({ state, progress }: ModelDownload): { readonly here: string; readonly pace: string } {
  if (state === 'queued') return { here: 'Waits until the download before it has ended', pace: '' }
  if (progress === null) return { here: '', pace: '' }
  if (state === 'verifying')
    return { here: `Checking the file, ${formatShare(shareOf(progress))}`, pace: timeLeft(progress) }
  const here = formatPart(progress.receivedBytes, progress.totalBytes)
  if (state === 'paused') return { here: `Paused; ${here} is kept`, pace: '' }
  const { bytesPerSecond } = progress
  const speed = bytesPerSecond === null ? [] : [`${formatSize(bytesPerSecond)}/s`]
  return { here, pace: [...speed, timeLeft(progress)].filter((part) => part !== '').join(' · ') }
}

function timeLeft({ etaSeconds }: DownloadProgress): string {
  return etaSeconds === null ? '' : formatTimeLeft(etaSeconds)
}

/** One quiet line for a conversation that goes on meanwhile. */
export function arrivingLine(name: string, { state, progress }: ModelDownload): string {
  const share = progress === null ? '' : ` ${formatShare(shareOf(progress))}`
  if (state === 'verifying') return `${name} is being checked:${share}`
  if (state === 'queued') return `${name} waits to be downloaded`
  if (progress === null) return `${name} is arriving`
  return [`${name} is arriving:${share}`, timeLeft(progress)].filter((part) => part !== '').join(', ')
}

/** What is worth knowing before a model is downloaded or loaded; empty when it fits and nothing is known of its speed. */
export function outlook(fit: MemoryFit | null, expected: ExpectedSpeed | null): string {
  const reason = fit === null || fit.verdict === 'fits' ? [] : [fit.reason]
  if (expected === null || fit?.verdict === 'does-not-fit') return reason.join('')
  const speed = formatSpeed(expected.tokensPerSecond).replace('/s', ' a second')
  return [...reason, `About ${speed}, reckoned from ${expected.from}.`].join(' ')
}

export function computerLine({ cores, ramBytes, cards, freeDiskBytes }: Computer): string {
  const card = cards === null ? '' : `, ${cardsLine(cards)}`
  const disk = freeDiskBytes === null ? '' : ` ${formatSize(freeDiskBytes)} free on disk.`
  return `This computer: ${plural(cores, 'core')}, ${formatSize(ramBytes)} memory${card}.${disk}`
}

function cardsLine({ names, totalBytes, freeBytes }: ProvenCards): string {
  return `${names.join(' and ')} with ${formatSize(totalBytes)} (${formatSize(freeBytes)} free)`
}

/** Where the model runs, with its layers on the card; null until it is loaded. */
export function runsOn({ details, device }: EngineStatus): string | null {
  if (details === null || details.layers.offloaded === 0) return device
  const { offloaded, total } = details.layers
  return `${details.cards.join(', ') || 'Graphics card'}, ${formatCount(offloaded)} of ${formatCount(total)} layers`
}

/** What is taken of the cards' memory, and how much of that is this model's. */
export function cardMemoryLine({ totalBytes, usedBytes, ownBytes }: CardMemory): string {
  return `${formatSize(usedBytes)} of ${formatSize(totalBytes)}, ${formatSize(ownBytes)} by this model`
}

/** The context, and how it compares with what the model could read. */
export function contextLine({ details, contextSize }: EngineStatus): string | null {
  if (contextSize === null) return null
  const size = `${formatCount(contextSize)} tokens`
  if (details === null || contextSize >= details.contextTrained) return size
  return `${size} of ${formatCount(details.contextTrained)}; more where its settings ask for it and memory allows`
}
