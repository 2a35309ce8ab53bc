import { describe, expect, test } from 'vitest'
import { installPackages, notIn } from '../../../build/setup/debian-packages.mjs'

const LISTING = [
  'installed\tlibnss3\t',
  'installed\tlibasound2t64\tlibasound2 (= 1.2.11-1), libasound2-ext',
  'config-files\tunzip\t',
  'installed\tg++\tc++-compiler',
].join('\n')

describe('system packages', () => {
  test('finds what is missing, by its own name or by what provides it', () => {
    expect(notIn(LISTING, ['libnss3', 'libasound2', 'g++', 'xvfb'])).toEqual(['xvfb'])
  })

  test('a package that was removed but left its configuration is missing', () => {
    expect(notIn(LISTING, ['unzip'])).toEqual(['unzip'])
  })

  test('a name that only begins like an installed one is missing', () => {
    expect(notIn(LISTING, ['libnss', 'libasound'])).toEqual(['libnss', 'libasound'])
  })

  test('somebody who is not root is told the one line to run, and nothing is changed', async () => {
    const apt = () => Promise.reject(new Error('must not run'))
    await expect(installPackages(['xvfb', 'unzip'], { isRoot: false, apt })).rejects.toThrow(
      'sudo apt-get install -y --no-install-recommends xvfb unzip',
    )
  })

  test('root has them installed, after the lists were brought up to date', async () => {
    const calls: string[][] = []
    const apt = (args: string[]) => Promise.resolve(calls.push(args))
    await installPackages(['xvfb'], { isRoot: true, apt })
    expect(calls.map(([verb]) => verb)).toEqual(['update', 'install'])
    expect(calls[1]).toContain('xvfb')
    expect(calls[1]).toContain('--no-install-recommends')
  })
})
