import { acceleratorProblem, spoken } from '../../shared/model/accelerator.ts'
import type { HotkeyState } from '../../shared/model/quick.ts'
import { err, ok, type Result } from '../../shared/result.ts'

/** The desktop's hotkeys, as Electron has them. */
export interface Shortcuts {
  /** False when another program has it. May throw for what is no key. */
  register(accelerator: string, pressed: () => void): boolean
  unregister(accelerator: string): void
}

export interface HotkeyOptions {
  readonly shortcuts: Shortcuts
  /** The desktop gives hotkeys to no program, or only says that it does. */
  readonly elsewhere: boolean
  /** What the desktop's own settings can run instead. */
  readonly command: string
  readonly pressed: () => void
  readonly changed: (state: HotkeyState) => void
}

const ELSEWHERE = 'This desktop keeps hotkeys to itself. Set one in its settings that runs the command below.'

/** One key combination for the whole desktop, and the truth about it. */
export class Hotkey {
  readonly #options: HotkeyOptions
  #state: HotkeyState
  #registered: string | null = null
  #isSuspended = false

  constructor(options: HotkeyOptions) {
    this.#options = options
    this.#state = { accelerator: null, status: 'off', message: null, proven: false, command: options.command }
  }

  state(): HotkeyState {
    return this.#state
  }

  /** Presses reach Agate now. */
  get isHeard(): boolean {
    return this.#registered !== null && this.#state.status === 'on'
  }

  /** Takes the combination that is in the settings. Whatever is wrong with it, Agate starts. */
  apply(accelerator: string | null): void {
    this.#release()
    if (accelerator === null) {
      this.#set({ accelerator, status: 'off', message: null })
      return
    }
    const outcome = this.#take(accelerator)
    if (outcome.ok) this.#set({ accelerator, ...outcome.value })
    else this.#set({ accelerator, status: outcome.error.code, message: outcome.error.message })
  }

  /** Changes to another combination, or to none. When that fails the one before stays. */
  change(accelerator: string | null): Result<HotkeyState, 'refused' | 'taken'> {
    const before = this.#registered
    if (accelerator === null || accelerator === before) {
      if (accelerator === null) this.apply(null)
      return ok(this.#state)
    }
    this.#release()
    const outcome = this.#take(accelerator)
    if (!outcome.ok) {
      if (before !== null) this.#take(before)
      return outcome
    }
    this.#set({ accelerator, ...outcome.value })
    return ok(this.#state)
  }

  /** Lets go of it, so that a field can hear which keys are pressed. */
  suspend(): void {
    this.#release()
    this.#isSuspended = true
  }

  /** Takes what was let go of again, unless something else was taken since. */
  resume(): void {
    if (this.#isSuspended) this.apply(this.#state.accelerator)
  }

  #take(accelerator: string): Result<Pick<HotkeyState, 'status' | 'message'>, 'refused' | 'taken'> {
    const problem = acceleratorProblem(accelerator)
    if (problem) return err('refused', problem.message)
    const { shortcuts, elsewhere } = this.#options
    try {
      if (shortcuts.register(accelerator, () => this.#pressed())) this.#registered = accelerator
    } catch {
      return err('refused', `${spoken(accelerator)} cannot be a hotkey on this desktop. Nothing was changed.`)
    }
    // Such a desktop refuses every key, whoever has it.
    if (elsewhere) return ok({ status: 'elsewhere', message: ELSEWHERE })
    if (this.#registered !== null) return ok({ status: 'on', message: null })
    return err('taken', `Another program has ${spoken(accelerator)}. Nothing was changed; choose other keys.`)
  }

  #release(): void {
    if (this.#registered !== null) this.#options.shortcuts.unregister(this.#registered)
    this.#registered = null
    this.#isSuspended = false
  }

  #pressed(): void {
    if (!this.#state.proven) this.#set({ proven: true })
    this.#options.pressed()
  }

  #set(change: Partial<HotkeyState>): void {
    const proven = change.proven ?? (change.accelerator === this.#state.accelerator && this.#state.proven)
    this.#state = { ...this.#state, ...change, proven }
    this.#options.changed(this.#state)
  }
}
