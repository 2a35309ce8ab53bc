import axe from 'axe-core'
import type { Page } from '@playwright/test'

type Runner = typeof axe

/**
 * What axe-core finds wrong with what is in view, one line for each rule and place. It is put in through the debugger, as the page's
 * policy lets no other script in.
 */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations: found } = await page.evaluate(() => {
    const { axe: runner } = window as unknown as { axe: Runner }
    return runner.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
  })
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, any }) => {
      const why = any.map(({ message }) => message).join('; ')
      return `${id} at ${target.join(' ')}: ${html.slice(0, 120)} (${why})`
    }),
  )
}
