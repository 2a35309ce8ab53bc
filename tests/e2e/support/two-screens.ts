import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startBackground } from './background.ts'

/** An X server of its own with real outputs, which can be plugged and unplugged; it draws into memory. */
const CONFIGURATION = `
Section "Device"
  Identifier "memory"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "memory"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 3200 1200
  EndSubSection
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
`
/** Debian's own path: what is on the PATH may be a wrapper that only a console's owner may use. */
const SERVER = '/usr/lib/xorg/Xorg'

export interface TwoScreens {
  readonly env: Readonly<Record<string, string>>
  /** Runs a program, such as xdotool, on these screens. */
  readonly run: (program: string, ...args: string[]) => void
  unplugRight(): void
  stop(): Promise<void>
}

/** The left screen has 1600 × 1200 pixels, the right one 1280 × 1024. */
export const RIGHT_FROM = 1600
export const LEFT = { width: 1600, height: 1200 }

export async function twoScreens(folder: string): Promise<TwoScreens> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'xorg.conf')
  writeFileSync(file, CONFIGURATION)
  const options = ['-config', file, '-logfile', join(folder, 'xorg.log'), '-noreset', '-nolisten', 'tcp']
  const server = await startBackground([SERVER, '-displayfd', '1', ...options], /^\d+\n/mu)
  const env = { DISPLAY: `:${server.ready}`, WAYLAND_DISPLAY: '' }
  const run = (program: string, ...args: string[]) => {
    execFileSync(program, args, { env: { ...process.env, ...env }, stdio: 'ignore' })
  }
  run('xrandr', '--output', 'DUMMY0', '--mode', '1600x1200')
  run('xrandr', '--addmode', 'DUMMY1', '1280x1024')
  run('xrandr', '--output', 'DUMMY1', '--mode', '1280x1024', '--right-of', 'DUMMY0')
  // The server notices that a screen is there only when somebody asks for all of them.
  run('xrandr', '--query')
  const manager = await startBackground(['openbox', '--startup', 'echo managed'], /^managed/mu, env)
  return {
    env,
    run,
    unplugRight() {
      run('xrandr', '--output', 'DUMMY1', '--off')
    },
    async stop() {
      await manager.stop()
      await server.stop()
    },
  }
}
