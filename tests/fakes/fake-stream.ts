import { STREAM_CREDITS, type StreamDefinition } from '../../shared/ipc/define.ts'
import type { Result } from '../../shared/result.ts'
import { until } from '../support/until.ts'

/** Far longer than any page takes, and short enough for a test to say what it waited for. */
const PATIENCE_MS = 90_000

/** One stream that a page has opened. The test sends its frames and its end, and sees what came back. */
export class FakeStream<Input, Frame, Output, Code extends string> {
  readonly input: Input
  acknowledged = 0
  sent = 0
  isCancelled = false
  readonly #definition: StreamDefinition
  readonly #post: (message: unknown) => Promise<void>

  constructor(definition: StreamDefinition, input: unknown, post: (message: unknown) => Promise<void>) {
    this.#definition = definition
    this.#post = post
    this.input = definition.input.parse(input) as Input
  }

  /** Sends a frame once there is credit for it, as main does. */
  async frame(frame: Frame): Promise<void> {
    await until(() => this.sent - this.acknowledged < STREAM_CREDITS, PATIENCE_MS)
    this.sent += 1
    await this.#post({ t: 'frame', frame: this.#definition.frame.parse(frame) })
  }

  async end(result: Result<Output, Code>): Promise<void> {
    const checked = result.ok ? { ok: true, value: this.#definition.output.parse(result.value) } : result
    await this.#post({ t: 'end', result: checked })
  }

  /** Every frame was acknowledged, so all of it is on the screen. */
  async drawn(): Promise<void> {
    await until(() => this.acknowledged === this.sent, PATIENCE_MS)
  }

  async cancelled(): Promise<void> {
    await until(() => this.isCancelled, PATIENCE_MS)
  }

  up(message: 'ack' | 'cancel'): void {
    if (message === 'ack') this.acknowledged += 1
    else this.isCancelled = true
  }
}
