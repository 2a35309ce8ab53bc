import { expect, it } from 'vitest'
import { CHECKS } from '../../../build/checks.mjs'
import { namedChecks } from '../../../build/named-checks.mjs'

function named(...words: string[]) {
  const { checks, unknown } = namedChecks(words)
  return { checks: checks.map(({ name }) => name), unknown }
}

it('without a name every check runs', () => {
  expect(named()).toEqual({ checks: CHECKS.map(({ name }) => name), unknown: [] })
})

it('a name means its check, or all whose names begin with it, in the order of all', () => {
  expect(named('unit', 'lint')).toEqual({ checks: ['lint', 'unit'], unknown: [] })
  expect(named('types').checks).toContain('types renderer')
})

it('the tests of the packaged application never run on an older package', () => {
  expect(named('e2e').checks).toEqual(['package', 'e2e'])
  expect(named('e2e', 'package').checks).toEqual(['package', 'e2e'])
  expect(named('package').checks).toEqual(['package'])
})

it('a name that there is not is said', () => {
  expect(named('unit', 'units').unknown).toEqual(['units'])
})
