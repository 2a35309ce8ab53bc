import { CHECKS } from './checks.mjs'

/**
 * Those with one of the names or whose name begins with one, such as "types", and what they need; without a name, all.
 * @param {readonly string[]} words
 * @returns {{ checks: readonly import('./checks.mjs').Check[], unknown: readonly string[] }}
 */
export function namedChecks(words) {
  const meant = (/** @type {string} */ word) =>
    CHECKS.filter(({ name }) => name === word || name.startsWith(`${word} `))
  const named = words.length === 0 ? CHECKS : words.flatMap(meant)
  return {
    checks: CHECKS.filter((check) => named.includes(check) || named.some(({ needs }) => needs === check.name)),
    unknown: words.filter((word) => meant(word).length === 0),
  }
}
