import { BrowserWindow } from 'electron'
import type { AgatePublish } from '../../shared/ipc/contract.ts'
import { channelOf } from '../../shared/ipc/define.ts'

/**
 * Tells every window. Nothing is queued for a window that is still loading: a page subscribes before it fetches its
 * first state, so an event from before that moment could only repeat what the fetch will say.
 */
export const publish: AgatePublish = (group, name, payload) => {
  for (const window of BrowserWindow.getAllWindows()) {
    publishTo(window)(group, name, payload)
  }
}

/** Tells one window only. */
export function publishTo(window: BrowserWindow): AgatePublish {
  return (group, name, payload) => {
    if (!window.isDestroyed() && !window.webContents.isDestroyed()) {
      window.webContents.send(channelOf(group, name), payload)
    }
  }
}
