import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const LISTENING = '0A'

interface Socket {
  readonly local: string
  readonly remote: string
  readonly state: string
}

/** Reads once what a process and all that it started have open towards a network. */
function socketsOf(root: number): Socket[] {
  const inodes = new Set(family(root).flatMap(inodesOf))
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((protocol) =>
    readFileSync(`/proc/${root}/net/${protocol}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/u))
      .filter((fields) => inodes.has(fields[9] ?? ''))
      .map(([, local = '', remote = '', state = '']) => ({ local, remote, state })),
  )
}

function family(root: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/u.test(name))
      .map((pid) => [Number(pid), parentOf(pid)]),
  )
  const belongs = (pid: number): boolean => pid === root || (pid > 1 && belongs(parents.get(pid) ?? 0))
  return [...parents.keys()].filter(belongs)
}

/** 0 for one that has just ended. The name stands in brackets and may hold anything. */
function parentOf(pid: string): number {
  try {
    return Number(/\) \S (\d+)/u.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** None for a page: its process may not be looked into, and has no network of its own. */
function inodesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => inodeOf(`/proc/${pid}/fd/${fd}`))
  } catch {
    return []
  }
}

/** None for a file, and for what was closed since it was listed: the others of its process still count. */
function inodeOf(path: string): string[] {
  try {
    const [, inode] = /^socket:\[(\d+)\]$/u.exec(readlinkSync(path)) ?? []
    return inode === undefined ? [] : [inode]
  } catch {
    return []
  }
}

/**
 * Looks every few milliseconds at what Agate has open, until the returned function is called, which gives the far ends of everything that
 * was seen. What listens, and who came in that way, is the test's own driver.
 */
export function watchSockets(root: number): () => string[] {
  const seen = new Set<string>()
  const look = () => {
    const sockets = socketsOf(root)
    const doors = new Set(sockets.filter(({ state }) => state === LISTENING).map(({ local }) => local.split(':')[1]))
    for (const { local, remote, state } of sockets) {
      if (state !== LISTENING && !doors.has(local.split(':')[1])) seen.add(remote)
    }
  }
  const timer = setInterval(look, 20).unref()
  return () => {
    clearInterval(timer)
    look()
    return [...seen]
  }
}
