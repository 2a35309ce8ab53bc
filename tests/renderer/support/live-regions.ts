import type { Page } from '@playwright/test'

/** Notes what changes in the parts of the page that are read out by themselves; the function gives what was noted. */
export async function watchLiveRegions(page: Page): Promise<() => Promise<string[]>> {
  const heard = await page.evaluateHandle(() => {
    const LIVE = '[role="status"], [role="alert"], [aria-live]'
    const texts: string[] = []
    const observer = new MutationObserver((records) => {
      const changed = records.map(({ target }) => (target instanceof Element ? target : target.parentElement))
      for (const region of new Set(changed.map((element) => element?.closest(LIVE)))) {
        if (region && region.getAttribute('aria-live') !== 'off') texts.push(region.textContent)
      }
    })
    observer.observe(document.body, { childList: true, characterData: true, subtree: true })
    return texts
  })
  return () => heard.jsonValue()
}
