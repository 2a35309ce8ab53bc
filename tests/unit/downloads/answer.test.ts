import { describe, expect, it } from 'vitest'
import { firstByteOf, strongEtag } from '../../../electron/downloads/answer.ts'
import { DownloadFault } from '../../../electron/downloads/download-fault.ts'

const fresh = { sizeBytes: 100, have: 0, etag: null }
const resumed = { sizeBytes: 100, have: 40, etag: '"v1"' }

function judge(status: number, headers: Record<string, string>, expected = fresh as typeof fresh | typeof resumed) {
  try {
    return firstByteOf({ status, headers, redirected: false }, expected, 0)
  } catch (error) {
    if (!(error instanceof DownloadFault)) throw error
    return error.code
  }
}

describe('the answer to a request for a model', () => {
  it('is taken from the first byte, or from the one that was asked for', () => {
    expect(judge(200, { 'content-length': '100' })).toBe(0)
    expect(judge(200, {})).toBe(0)
    expect(judge(206, { 'content-range': 'bytes 0-99/100' })).toBe(0)
    expect(judge(206, { 'content-range': 'bytes 40-99/100', etag: '"v1"' }, resumed)).toBe(40)
    expect(judge(206, { 'content-range': 'bytes 40-99/*' }, resumed)).toBe(40)
    expect(judge(200, { 'content-length': '100' }, resumed)).toBe(0)
  })

  it.each([
    ['a range that was not asked for', 206, { 'content-range': 'bytes 0-99/100' }, 'unexpected-answer'],
    ['a range that is not named', 206, {}, 'unexpected-answer'],
    ['a range of another file', 206, { 'content-range': 'bytes 40-99/100', etag: '"v2"' }, 'unexpected-answer'],
    ['a range of a file of another size', 206, { 'content-range': 'bytes 40-119/120' }, 'size-mismatch'],
    ['a file of another size', 200, { 'content-length': '99' }, 'size-mismatch'],
    ['a page', 200, { 'content-type': 'text/html; charset=utf-8', 'content-length': '100' }, 'not-a-model'],
    ['packed bytes', 206, { 'content-range': 'bytes 40-99/100', 'content-encoding': 'br' }, 'unexpected-answer'],
    ['too many requests', 429, {}, 'server-busy'],
    ['nothing', 204, {}, 'unexpected-answer'],
  ])('is refused when it is %s', (_what, status, headers, code) => {
    expect(judge(status, headers as Record<string, string>, resumed)).toBe(code)
  })

  it('is remembered by a strong ETag only', () => {
    expect(strongEtag({ etag: '"a"' })).toBe('"a"')
    expect(strongEtag({ etag: 'W/"a"' })).toBeNull()
    expect(strongEtag({})).toBeNull()
  })
})
