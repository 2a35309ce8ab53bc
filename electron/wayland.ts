/** Whether the desktop is one of Wayland, also where Agate runs in its layer for X. A session begun from a console calls itself “tty”. */
export function isWayland(platform: string, env: Readonly<Record<string, string | undefined>>): boolean {
  return platform === 'linux' && (env.XDG_SESSION_TYPE === 'wayland' || (env.WAYLAND_DISPLAY ?? '') !== '')
}
