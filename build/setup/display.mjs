import { spawn } from 'node:child_process'

/**
 * A screen for Electron where there is none. Returns the variables to run with and how to end it.
 * @returns {Promise<{ env: Record<string, string>, stop: () => void }>}
 */
export async function provideDisplay() {
  const hasScreen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (process.platform !== 'linux' || hasScreen) return { env: {}, stop() {} }
  process.stderr.write('Agate: there is no screen here, so it runs on a virtual one (Xvfb).\n')
  // Xvfb itself finds a free number and writes it to descriptor 3.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    server.stdio[3].once('data', (data) => resolve(String(data).trim()))
  })
  return {
    env: { DISPLAY: `:${number}` },
    stop() {
      server.kill()
    },
  }
}
