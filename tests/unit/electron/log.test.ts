import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLog } from '../../../electron/log.ts'
import { tempFolder } from '../../support/temp-folder.ts'

function failureOf(work: () => void): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('It did not fail')
}

describe('createLog', () => {
  it('says what went wrong with a file, and not how the file is called', () => {
    const folder = tempFolder()
    const file = join(folder, 'agate.log')
    const log = createLog(file)
    log('error', 'reading', { error: failureOf(() => readFileSync(join(folder, 'divorce.pdf'))) })
    log('error', 'moving', {
      error: failureOf(() => {
        renameSync(join(folder, 'divorce.pdf'), join(folder, 'court.pdf'))
      }),
    })
    const written = readFileSync(file, 'utf8')
    expect(written).toMatch(/error reading .*ENOENT: no such file or directory, open '…'/u)
    expect(written).toMatch(/error moving .*rename '…' -> '…'/u)
    expect(written).not.toMatch(/divorce|court/u)
  })

  const ring: Record<string, unknown> = {}
  ring.ring = ring
  const itsOwnCause = new Error('It turned in a circle')
  itsOwnCause.cause = itsOwnCause

  it.each([
    ['an error whose cause holds itself', { error: new Error('It turned in a circle', { cause: ring }) }],
    ['an error that is its own cause', { error: itsOwnCause }],
    ['a field that holds itself beside an error', { ring, error: new Error('It turned in a circle') }],
    ['a number that JSON does not have', { bytes: 1n, error: new Error('It turned in a circle') }],
  ])('never fails at %s, and still says what went wrong', (_what, detail) => {
    const file = join(tempFolder(), 'agate.log')
    createLog(file)('error', 'unexpected', detail)
    expect(readFileSync(file, 'utf8')).toMatch(/error unexpected .*It turned in a circle.*log\.test/u)
  })
})
