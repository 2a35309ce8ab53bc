import type { Page } from '@playwright/test'

/**
 * The controls in view that the keyboard cannot bring into the window: each is given the focus, which scrolls to it, and must then lie
 * within the window with nothing over its middle.
 */
export function unreachable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const dialog = document.querySelector('dialog:modal, :popover-open, .veil')
    const controls = [
      ...(dialog ?? document).querySelectorAll<HTMLElement>(
        'button, a[href], input, textarea, select, summary, [tabindex="0"]',
      ),
    ].filter((one) => one.tabIndex >= 0 && !one.matches(':disabled, [hidden]') && one.checkVisibility())
    return controls.flatMap((control) => {
      const name = (control.getAttribute('aria-label') ?? control.textContent).trim().slice(0, 60)
      control.focus()
      if (!control.isConnected) return []
      if (document.activeElement !== control) return [`“${name}” takes no focus`]
      // What is drawn of a radio button or a file field is its label.
      const shown = control instanceof HTMLInputElement ? (control.closest('label') ?? control) : control
      const { left, right, top, bottom } = shown.getBoundingClientRect()
      if (left < -1 || right > innerWidth + 1) return [`“${name}” sticks out: ${left} to ${right} of ${innerWidth}`]
      const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2]
      if (bottom <= 0 || top >= innerHeight) return [`“${name}” is out of view: ${top} to ${bottom} of ${innerHeight}`]
      const over = document.elementFromPoint(x, y)
      if (over !== null && (shown.contains(over) || over.contains(shown))) return []
      return [`“${name}” lies under ${over?.outerHTML.slice(0, 60) ?? 'nothing'}`]
    })
  })
}

/** The controls that look the same with the focus as without it. */
export function withoutRing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const outlineOf = (element: Element) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
      return outlineStyle === 'none' ? 'none' : `${outlineStyle} ${outlineWidth} ${outlineColor}`
    }
    const controls = [
      ...document.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select, summary, [tabindex="0"]'),
    ].filter((one) => one.tabIndex >= 0 && !one.matches(':disabled, [hidden]') && one.checkVisibility())
    return controls.flatMap((control) => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      const shown = [control, control.closest('label')].filter((one) => one !== null)
      const before = shown.map(outlineOf)
      control.focus()
      if (document.activeElement !== control) return []
      if (shown.map(outlineOf).some((outline, at) => outline !== 'none' && outline !== before[at])) return []
      return [control.outerHTML.slice(0, 120)]
    })
  })
}
