import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { expect, type Installation, type LaunchOptions } from './agate.ts'

/* The quick window as a person at a real keyboard meets it. */

export const HOTKEY = 'alt+shift+space'
export const WITH_HOTKEY = { quickHotkey: 'Alt+Shift+Space' }

/** Real keys, as a keyboard sends them to the desktop. */
export function keys(...names: string[]): void {
  execFileSync('xdotool', ['key', '--clearmodifiers', ...names])
}

export function type(text: string): void {
  execFileSync('xdotool', ['type', '--delay', '5', text])
}

/** The window that the desktop gives the keys to. */
export function activeWindow(): string {
  return execFileSync('xdotool', ['getactivewindow'], { encoding: 'utf8' }).trim()
}

export interface Quick {
  readonly app: ElectronApplication
  readonly main: Page
  readonly quick: Page
}

export async function start(agate: Installation, options: LaunchOptions): Promise<Quick> {
  const { app, page } = await agate.open({ ...options, settings: { ...WITH_HOTKEY, ...options.settings } })
  await expect.poll(() => app.windows().length).toBe(2)
  const quick = app.windows().find((window) => window !== page)
  if (!quick) throw new Error('There is no quick window')
  await expect(field(quick)).toBeAttached()
  return { app, main: page, quick }
}

/** The settings of quick questions, by the menu. */
export async function openSettings({ app, main }: Pick<Quick, 'app' | 'main'>): Promise<Locator> {
  await app.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()
      ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      .find(({ label }) => label.startsWith('Quick questions'))
    item?.click()
  })
  return main.getByRole('dialog', { name: 'Quick questions' })
}

export const field = (quick: Page) => quick.getByRole('textbox', { name: 'Quick question' })
export const answer = (quick: Page) => quick.getByRole('article', { name: 'Agate’s answer' })

/** Whether the small window is shown, and has the keyboard. */
export function state({ app }: Quick) {
  return app.evaluate(({ BrowserWindow }) => {
    const quick = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/quick.html'))
    return { visible: quick?.isVisible(), focused: quick?.isFocused() }
  })
}

const OPEN = { visible: true, focused: true }

export async function opened(window: Quick): Promise<void> {
  await expect.poll(() => state(window)).toEqual(OPEN)
  await expect(field(window.quick)).toBeFocused()
}

export async function hidden(window: Quick): Promise<void> {
  await expect.poll(async () => (await state(window)).visible).toBe(false)
}

/** Selects a text as another program does. */
export async function select({ app }: Pick<Quick, 'app'>, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, selected) => {
    const write: unknown = Reflect.get(clipboard, 'writeText')
    if (typeof write === 'function') Reflect.apply(write, clipboard, [selected, 'selection'])
  }, text)
}
