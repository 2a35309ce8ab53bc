import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { LoadError } from '../../../electron/engine/process/runtime.ts'
import { withinTemplateLimit } from '../../../electron/engine/process/template-limit.ts'

const SHORT_MS = 20

function endless(): string {
  for (let step = 0; ; step += 1) if (step < 0) return 'never'
}

/** As the library does around each rendering. */
function catching(work: () => string): string {
  try {
    return work()
  } catch {
    return 'caught'
  }
}

describe('What runs a chat template', () => {
  it('gives its result, whatever that is', () => {
    expect(withinTemplateLimit(() => 'text')).toBe('text')
    expect(withinTemplateLimit(() => null)).toBeNull()
  })

  it('throws the errors that it threw before', () => {
    const error = new TypeError('no such role')
    expect(() =>
      withinTemplateLimit(() => {
        throw error
      }),
    ).toThrow(error)
  })

  it('is ended with the functions that it calls, also those that catch every error, and told as a failed load', () => {
    for (const work of [
      endless,
      () => catching(endless),
      () => [1].map(endless).join(),
      () => 'a'.replace('a', endless),
    ]) {
      expect(() => withinTemplateLimit(work, SHORT_MS)).toThrow(LoadError)
    }
    expect(() => withinTemplateLimit(endless, SHORT_MS)).toThrow(expect.objectContaining({ failure: 'template' }))
  })

  it('is ended in another realm too, and in a pattern that matches for ever', () => {
    const other = createContext({})
    expect(() => withinTemplateLimit(() => void runInContext('for (;;) {}', other), SHORT_MS)).toThrow(LoadError)
    const pattern = /^(a+)+$/u
    expect(() => withinTemplateLimit(() => pattern.test(`${'a'.repeat(60)}b`), SHORT_MS)).toThrow(LoadError)
  })

  it('can be run again after one that was ended', () => {
    expect(() => withinTemplateLimit(endless, SHORT_MS)).toThrow(LoadError)
    expect(withinTemplateLimit(() => 7)).toBe(7)
  })
})
