import { tick } from 'svelte'
import type { Attachment } from 'svelte/attachments'

const CONTROLS = 'a[href], button:enabled, input:enabled'
/** Also one that cannot be used for now: it may have the focus back. */
const PRESSED = 'a, button, input'

/**
 * For `{@attach}`: when the control that has the focus goes, the focus goes on to the row with the same `data-row`, else
 * to what is nearest to the gap, else `otherwise`; and when it could not be used for a while, it has the focus back.
 */
export function keepFocus(otherwise: () => void): Attachment<HTMLElement> {
  return (container) => {
    let last: HTMLElement | null = null
    /** Whoever works with the keyboard has to see where the focus is; for others nothing moves. */
    let isShown = false

    function remember({ target }: FocusEvent) {
      if (!(target instanceof HTMLElement)) return
      last = target
      isShown = target.matches(':focus-visible')
    }

    function forget({ relatedTarget }: FocusEvent) {
      if (relatedTarget instanceof Node && !container.contains(relatedTarget)) last = null
    }

    /** Such a press takes the focus away, and no event says so that does not come when the control goes as well. */
    function letGo({ target }: PointerEvent) {
      if (target instanceof Element && !target.closest(PRESSED)) last = null
    }

    async function follow(records: readonly MutationRecord[]) {
      const lost = last
      const preventScroll = !isShown
      if (lost === null) return
      const gap = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost)))
      const isBack = gap === undefined && records.some(({ target }) => target === lost)
      if (!gap && !isBack) return
      // Whoever has a place of its own for the focus goes first.
      await tick()
      if (document.activeElement !== document.body) return
      const next = lost.isConnected ? lost : (sameRow(container, lost) ?? nearGap(container, gap))
      next?.focus({ preventScroll })
      // There is none, or one that cannot be seen; one that cannot be used for now has it back later.
      if (document.activeElement === document.body && next?.matches(':disabled') !== true) otherwise()
    }

    const observer = new MutationObserver((records) => void follow(records))
    observer.observe(container, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    container.addEventListener('focusin', remember)
    container.addEventListener('focusout', forget)
    document.addEventListener('pointerdown', letGo, true)
    return () => {
      observer.disconnect()
      document.removeEventListener('pointerdown', letGo, true)
      container.removeEventListener('focusin', remember)
      container.removeEventListener('focusout', forget)
    }
  }
}

function sameRow(container: HTMLElement, lost: HTMLElement): HTMLElement | undefined {
  const key = lost.closest<HTMLElement>('[data-row]')?.dataset.row
  const row = [...container.querySelectorAll<HTMLElement>('[data-row]')].find(({ dataset }) => dataset.row === key)
  return row?.querySelector<HTMLElement>(CONTROLS) ?? undefined
}

/** The first control after the gap, else the last one before it, in the smallest part of the page that has any. */
function nearGap(container: HTMLElement, gap: MutationRecord | undefined): HTMLElement | undefined {
  const part = gap?.target
  if (!gap || !(part instanceof Element) || !container.contains(part)) return undefined
  const start = gap.previousSibling?.isConnected === true ? gap.previousSibling : part
  const isAfter = (control: Element) => {
    const position = start.compareDocumentPosition(control)
    const isInside = (position & Node.DOCUMENT_POSITION_CONTAINED_BY) !== 0
    return (position & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && (start === part || !isInside)
  }
  for (let within: Element | null = part; within !== null; within = within.parentElement) {
    const controls = [...within.querySelectorAll<HTMLElement>(CONTROLS)]
    const near = controls.find(isAfter) ?? controls.at(-1)
    if (near || within === container) return near
  }
  return undefined
}
