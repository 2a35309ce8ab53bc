/* Whether figures are within their limits. A benchmark tells it, and only with --strict its exit status does too. */

export const STRICT = { strict: { type: 'boolean', default: false } }

export function atLeast(limit, value) {
  return { limit: `≥ ${limit}`, verdict: value >= limit ? 'met' : 'not met' }
}

export function atMost(limit, value) {
  return { limit: `≤ ${limit}`, verdict: value <= limit ? 'met' : 'not met' }
}

/** 1 when one of these rows misses its limit and that is to be told; rows without a limit are figures only. */
export function exitStatus(rows, { strict }) {
  return strict && Object.values(rows).some(({ verdict }) => verdict === 'not met') ? 1 : 0
}
