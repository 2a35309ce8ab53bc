import { clipboard, globalShortcut } from 'electron'
import type { AgatePublish } from '../../shared/ipc/contract.ts'
import type { HotkeyState, QuickText } from '../../shared/model/quick.ts'
import type { SettingsErrorCode } from '../../shared/model/settings.ts'
import type { Result } from '../../shared/result.ts'
import type { Log } from '../log.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import { isWayland } from '../wayland.ts'
import { readCopied } from './clipboard.ts'
import { Hotkey } from './hotkey.ts'
import { offeredText } from './offered-text.ts'
import { QuickWindow } from './quick-window.ts'
import { runProgram } from './run-program.ts'
import { type KeyPresser, pasteElsewhere, typingObstacle } from './type-back.ts'

export interface QuickAskOptions {
  readonly preload: string
  readonly settings: SettingsService
  readonly publish: AgatePublish
  readonly log: Log
  /** What a desktop's settings have to run to open it. */
  readonly command: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** A question may come. */
  readonly opening: () => void
}

/** The quick question: its window and the hotkey that opens it. */
export class QuickAsk {
  readonly window: QuickWindow
  readonly hotkey: Hotkey
  readonly #settings: SettingsService
  readonly #keys: KeyPresser

  constructor({ preload, settings, publish, log, command, env, opening }: QuickAskOptions) {
    this.#settings = settings
    const wayland = isWayland(process.platform, env)
    this.#keys = { platform: process.platform, wayland, run: runProgram }
    this.window = new QuickWindow({
      preload,
      log,
      opening,
      places: {
        get: (id) => settings.get().quickPlaces[String(id)] ?? null,
        put: (id, place) => settings.putQuickPlace(String(id), place),
      },
    })
    this.hotkey = new Hotkey({
      shortcuts: {
        // What Electron calls here may promise, but nothing goes on until something else wakes main, 160 ms later at times.
        register: (accelerator, pressed) => globalShortcut.register(accelerator, () => setImmediate(pressed)),
        unregister: (accelerator) => globalShortcut.unregister(accelerator),
      },
      // Under Wayland only the desktop sees all keys; what is registered works in old X programs alone.
      elsewhere: wayland,
      command,
      pressed: () => this.window.toggle(),
      changed: (state) => publish('quick', 'hotkeyChanged', state),
    })
    this.hotkey.apply(settings.get().quickHotkey)
    const { status, accelerator } = this.hotkey.state()
    log('info', 'quick.hotkey', { status, accelerator })
  }

  /** The hotkey can open Agate again, so that Agate may stay without a window. */
  get reachable(): boolean {
    return this.hotkey.isHeard
  }

  setHotkey(accelerator: string | null): Result<HotkeyState, 'refused' | 'taken' | SettingsErrorCode> {
    const changed = this.hotkey.change(accelerator)
    const saved = changed.ok ? this.#settings.update({ quickHotkey: accelerator }) : changed
    if (saved.ok) return changed
    this.hotkey.apply(this.#settings.get().quickHotkey)
    return saved
  }

  /** While keys are being recorded the hotkey must not act. */
  record(recording: boolean): void {
    if (recording) this.hotkey.suspend()
    else this.hotkey.resume()
  }

  async copiedText(): Promise<QuickText | null> {
    const text = offeredText('clipboard', await readCopied())
    return typeof text === 'number' ? null : text
  }

  /** Copies a text and pastes it where the person was. Null, or why it is copied only. */
  async putBack(text: string): Promise<string | null> {
    await clipboard.writeText(text)
    const obstacle = await typingObstacle(this.#keys)
    if (obstacle !== null) return `Copied: paste it over the selection yourself. ${obstacle}`
    const pasted = await this.window.stepAside(() => pasteElsewhere(this.#keys, this.window.number))
    return pasted ? null : 'Copied: paste it over the selection yourself. No other window took the focus.'
  }

  close(): void {
    this.hotkey.suspend()
    this.window.destroy()
  }
}
