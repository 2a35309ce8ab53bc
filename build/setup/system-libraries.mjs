import { installPackages, isDebian, missingPackages } from './debian-packages.mjs'

/** Electron's libraries; a virtual screen; what unpacks the registry's Electron; a graphics card made of software. */
const WANTED = [
  ...['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libnotify4', 'libxtst6', 'xvfb', 'unzip'],
  ...['libvulkan1', 'mesa-vulkan-drivers'],
  // What gives windows the focus on a virtual screen, and a keyboard for it.
  ...['openbox', 'xdotool'],
  // Two screens of which one can be unplugged, for tests.
  ...['xserver-xorg-core', 'xserver-xorg-video-dummy', 'x11-xserver-utils'],
  // A desktop's session with a tray, for tests.
  ...['dbus-daemon', 'python3-gi'],
  // A desktop of Wayland, for tests.
  'weston',
]

/** What Electron needs from Debian. Elsewhere nothing is checked: a missing library is named by the program that misses it. */
export const systemLibraries = {
  name: 'installing system libraries',
  advice: 'Check that the package mirrors of this system can be reached.',
  isDone: async () => !isDebian() || (await missingPackages(WANTED)).length === 0,
  run: async () => installPackages(await missingPackages(WANTED)),
}
