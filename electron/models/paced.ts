import type { ModelDownload } from '../../shared/model/download.ts'

interface Pace {
  /** What is told when the time is up; null when nothing came meanwhile. */
  waiting: ModelDownload | null
  readonly state: ModelDownload['state']
}

/** Lets a change of state through at once, and of mere progress the newest, once in `everyMs` for each model. */
export function paced(everyMs: number, tell: (download: ModelDownload) => void): (download: ModelDownload) => void {
  const paces = new Map<string, Pace>()

  function pass(download: ModelDownload): void {
    const pace: Pace = { waiting: null, state: download.state }
    paces.set(download.id, pace)
    tell(download)
    const timer = setTimeout(() => {
      if (paces.get(download.id) !== pace) return
      paces.delete(download.id)
      if (pace.waiting !== null) pass(pace.waiting)
    }, everyMs)
    timer.unref()
  }

  return (download) => {
    const pace = paces.get(download.id)
    if (pace?.state === download.state) pace.waiting = download
    else pass(download)
  }
}
