/* The places F6 goes through, in order, by the id of what takes the focus there. */
const REGIONS = ['conversations', 'messages', 'message', 'source'] as const

type Region = (typeof REGIONS)[number]

function focusableIn(region: HTMLElement): HTMLElement {
  return region.querySelector<HTMLElement>('button[tabindex="0"]') ?? region
}

/** Moves the focus to the next region that is in view. */
export function moveToRegion(step: 1 | -1): void {
  const regions = REGIONS.map((id) => document.getElementById(id)).filter((element) => element !== null)
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const start = current === -1 && step === -1 ? 0 : current
  const next = regions.at((start + step + regions.length) % regions.length)
  if (next) (next.id === 'conversations' ? focusableIn(next) : next).focus()
}

export function focusRegion(id: Region): void {
  document.getElementById(id)?.focus()
}

/** Where a page begins: a screen reader says its name, and the next Tab goes to its first control. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('#messages h1')?.focus()
}

export function focusComposer(): void {
  focusRegion('message')
}

/** Where the window goes on: where the next question is typed, or where its page begins. */
export function focusPage(): void {
  focusComposer()
  if (document.activeElement === document.body) focusHeading()
}

/** When the button that showed or hid the sidebar is gone, the focus goes to the one that took its place. */
export function focusSidebarButton(): void {
  if (document.activeElement !== document.body) return
  document.querySelector<HTMLElement>('button[aria-controls="sidebar"]')?.focus()
}
