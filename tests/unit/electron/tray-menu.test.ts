import { describe, expect, it } from 'vitest'
import { trayItems } from '../../../electron/tray-menu.ts'

describe('The menu of the tray', () => {
  it('opens the window, the quick question, and ends Agate, each by its own words', () => {
    const done: string[] = []
    const items = trayItems({
      openAgate: () => done.push('window'),
      quickQuestion: () => done.push('quick question'),
      quit: () => done.push('end'),
    })
    const labels = items.flatMap((item) => {
      if ('type' in item) return []
      item.click()
      return item.label
    })
    expect(labels).toEqual(['Open Agate', 'Quick question', 'Quit'])
    expect(done).toEqual(['window', 'quick question', 'end'])
  })

  it('keeps the end apart from what opens something', () => {
    const nothing = () => undefined
    const items = trayItems({ openAgate: nothing, quickQuestion: nothing, quit: nothing })
    expect(items.at(-2)).toEqual({ type: 'separator' })
  })
})
