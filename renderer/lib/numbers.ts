const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const oneDigit = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
const threeDigits = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 })

export function formatCount(value: number): string {
  return whole.format(value)
}

/** Slow machines write less than ten tokens a second; there the tenth matters. */
export function formatSpeed(tokensPerSecond: number): string {
  return `${(tokensPerSecond < 10 ? oneDigit : whole).format(tokensPerSecond)} tokens/s`
}

/** Never "100 %" before it is done. */
export function formatShare(share: number): string {
  return `${Math.floor(share * 100)} %`
}

export function formatTokens(count: number): string {
  return count === 1 ? '1 token' : `${whole.format(count)} tokens`
}

export function wordCount(count: number): string {
  return count === 1 ? '1 word' : `${whole.format(count)} words`
}

const MEGABYTE = 1_000_000

export function formatSize(bytes: number): string {
  const megabytes = bytes / MEGABYTE
  return megabytes < 1000 ? `${threeDigits.format(megabytes)} MB` : `${threeDigits.format(megabytes / 1000)} GB`
}
