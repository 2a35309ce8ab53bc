import { expect, it } from 'vitest'
import { PageCrashes } from '../../../electron/page-crashes.ts'

it('a page that ends three times within half a minute is not loaded again', () => {
  let now = 0
  const crashes = new PageCrashes(() => now)
  const ends = [0, 10_000, 29_999].map((at) => {
    now = at
    return crashes.mayReload()
  })
  expect(ends).toEqual([true, true, false])
})

it('a page that ends now and then is loaded each time', () => {
  let now = 0
  const crashes = new PageCrashes(() => now)
  const ends = [0, 10_000, 30_000, 45_000, 61_000].map((at) => {
    now = at
    return crashes.mayReload()
  })
  expect(ends).toEqual([true, true, true, true, true])
})

it('a page that somebody has loaded after that is given three tries again', () => {
  const crashes = new PageCrashes(() => 0)
  const ends = [1, 2, 3, 4, 5].map(() => crashes.mayReload())
  expect(ends).toEqual([true, true, false, true, true])
})
