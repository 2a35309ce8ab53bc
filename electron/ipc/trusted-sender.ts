/** The only origin that Agate's own pages have. */
export const APP_ORIGIN = 'app://agate'

export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/**
 * Who may call: the main frame of one of Agate's windows, showing Agate's own page. A frame that has been navigated
 * away or removed is null and never trusted.
 */
export function isTrustedSender(frame: SenderFrame | null, isOwnWindow: boolean): boolean {
  if (!isOwnWindow || frame?.parent !== null) return false
  return frame.url === APP_ORIGIN || frame.url.startsWith(`${APP_ORIGIN}/`)
}
