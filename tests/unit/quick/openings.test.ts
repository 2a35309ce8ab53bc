import { describe, expect, it } from 'vitest'
import { Openings } from '../../../electron/quick/openings.ts'
import type { QuickOpening } from '../../../shared/model/quick.ts'

const FOUND = { selection: { source: 'selection', text: 'some words', words: 2 }, copiedWords: 1 }

function start() {
  const told: QuickOpening[] = []
  const openings = new Openings((opening) => told.push(opening))
  return { openings, told }
}

/** With a page that has been there from the beginning. */
function withPage() {
  const { openings, told } = start()
  openings.ask()
  return { openings, told }
}

describe('The page of the quick window', () => {
  it('is told of each opening, and offered a selection once, whether it was used or not', async () => {
    const { openings, told } = withPage()
    openings.open('some words', 'copied')
    openings.close(Promise.resolve('some words'))
    await Promise.resolve()
    openings.open('some words', 'copied')
    openings.open('other words here', 'copied')
    expect(told).toMatchObject([FOUND, { selection: null, copiedWords: 1 }, { selection: { words: 3 } }])
  })

  it('is not offered what was marked in the window itself', async () => {
    const { openings, told } = withPage()
    openings.open('', '')
    openings.close(Promise.resolve('a word of an answer'))
    await Promise.resolve()
    openings.open('a word of an answer', '')
    expect(told).toMatchObject([{ selection: null }, { selection: null }])
  })

  it('finds an opening from before it was loaded once it asks, and only there', () => {
    const { openings, told } = start()
    openings.open('some words', 'copied')
    openings.open('some words', 'copied')
    expect(told).toEqual([])
    expect(openings.ask()).toMatchObject(FOUND)
    expect(told).toEqual([])
  })

  it('finds none when the window was hidden again before it asked, and is offered the selection the next time', () => {
    const { openings, told } = start()
    openings.open('some words', 'copied')
    openings.close(Promise.resolve('some words'))
    expect(openings.ask()).toBeNull()
    openings.open('some words', 'copied')
    expect(told).toMatchObject([FOUND])
  })

  it('finds what the window shows when another page is loaded into it', () => {
    const { openings, told } = withPage()
    openings.open('some words', 'copied')
    openings.lost()
    expect(openings.ask()).toMatchObject(FOUND)
    openings.lost()
    openings.open('other words here', '')
    expect(told).toHaveLength(1)
    expect(openings.ask()).toMatchObject({ selection: { words: 3 } })
  })
})
