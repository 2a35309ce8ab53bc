import type { DownloadProgress } from '../../shared/model/download.ts'

/** At most ten reports a second: nobody reads faster, and each crosses to the window. */
const REPORT_EVERY_MS = 100
/** Long enough to be steady, short enough to follow a change. */
const WINDOW_MS = 5000

export interface ProgressMeterOptions {
  readonly totalBytes: number
  readonly receivedBytes: number
  readonly now: () => number
  readonly report: (progress: DownloadProgress) => void
}

/** Turns byte counts into progress with a speed over the last seconds. */
export class ProgressMeter {
  readonly #options: ProgressMeterOptions
  #samples: { readonly at: number; readonly bytes: number }[]
  #lastReport: number

  constructor(options: ProgressMeterOptions) {
    this.#options = options
    const at = options.now()
    this.#samples = [{ at, bytes: options.receivedBytes }]
    this.#lastReport = at
    options.report(this.#progress(options.receivedBytes, at))
  }

  reached(receivedBytes: number): void {
    const at = this.#options.now()
    const done = receivedBytes >= this.#options.totalBytes
    if (at - this.#lastReport < REPORT_EVERY_MS && !done) return
    this.#lastReport = at
    this.#samples = [
      ...this.#samples.filter((sample) => at - sample.at <= WINDOW_MS && sample.bytes <= receivedBytes),
      { at, bytes: receivedBytes },
    ]
    this.#options.report(this.#progress(receivedBytes, at))
  }

  #progress(receivedBytes: number, at: number): DownloadProgress {
    const { totalBytes } = this.#options
    const oldest = this.#samples[0]
    const elapsed = oldest === undefined ? 0 : at - oldest.at
    const bytesPerSecond =
      oldest === undefined || elapsed <= 0 ? null : ((receivedBytes - oldest.bytes) * 1000) / elapsed
    const etaSeconds =
      bytesPerSecond === null || bytesPerSecond === 0 ? null : (totalBytes - receivedBytes) / bytesPerSecond
    return { receivedBytes, totalBytes, bytesPerSecond, etaSeconds }
  }
}
