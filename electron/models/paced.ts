interface Paced {
  readonly id: string
  readonly state: string
}

interface Pace<T> {
  /** What is told when the time is up; null when nothing came meanwhile. */
  waiting: T | null
  readonly state: string
}

/** Lets a change of state through at once, and of mere progress the newest, once in `everyMs` for each id. */
export function paced<T extends Paced>(everyMs: number, tell: (news: T) => void): (news: T) => void {
  const paces = new Map<string, Pace<T>>()

  function pass(news: T): void {
    const pace: Pace<T> = { waiting: null, state: news.state }
    paces.set(news.id, pace)
    tell(news)
    const timer = setTimeout(() => {
      if (paces.get(news.id) !== pace) return
      paces.delete(news.id)
      if (pace.waiting !== null) pass(pace.waiting)
    }, everyMs)
    timer.unref()
  }

  return (news) => {
    const pace = paces.get(news.id)
    if (pace?.state === news.state) pace.waiting = news
    else pass(news)
  }
}
