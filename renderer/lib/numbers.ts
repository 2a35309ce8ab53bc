/* Written without Intl: its tables cost the hidden quick window two megabytes, for what British English needs. */

/** Between a number and its unit, which stay in one line. */
export const NO_BREAK = '\u00a0'

/** A whole number, with a comma before every three digits. */
export function formatCount(value: number): string {
  return grouped(Math.round(value))
}

/** Slow machines write less than ten tokens a second; there the tenth matters. */
export function formatSpeed(tokensPerSecond: number): string {
  return `${tokensPerSecond < 10 ? String(Math.round(tokensPerSecond * 10) / 10) : formatCount(tokensPerSecond)}${NO_BREAK}tokens/s`
}

/** Never "100 %" before it is done. */
export function formatShare(share: number): string {
  return `${Math.floor(share * 100)}${NO_BREAK}%`
}

export function formatTokens(count: number): string {
  return count === 1 ? '1 token' : `${formatCount(count)} tokens`
}

export function wordCount(count: number): string {
  return count === 1 ? '1 word' : `${formatCount(count)} words`
}

const MEGABYTE = 1_000_000

export function formatSize(bytes: number): string {
  const megabytes = bytes / MEGABYTE
  return megabytes < 1000 ? `${threeDigits(megabytes)}${NO_BREAK}MB` : `${threeDigits(megabytes / 1000)}${NO_BREAK}GB`
}

function threeDigits(value: number): string {
  return grouped(Number(value.toPrecision(3)))
}

function grouped(value: number): string {
  return String(value).replace(/(?<!\.\d*)\B(?=(?:\d{3})+$)/gu, ',')
}
