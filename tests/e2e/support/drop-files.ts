import type { Page } from '@playwright/test'

/** Drops what a person holds over the middle of the window: real files by their paths, or a text. */
export async function dropOn(
  page: Page,
  { files = [], text }: { files?: readonly string[]; text?: string },
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }))
  const data = {
    items: text === undefined ? [] : [{ mimeType: 'text/plain', data: text }],
    files: [...files],
    dragOperationsMask: 1,
  }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data })
  }
  await session.detach()
}
