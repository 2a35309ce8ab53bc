import { defineConfig } from '@playwright/test'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** No test depends on speed, and the machine may be ten times slower than usual: the limits only end what hangs. */
export default defineConfig({
  testDir: '../tests',
  outputDir: join(tmpdir(), `agate-test-results-${String(process.getuid?.() ?? 0)}`),
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  projects: [
    { name: 'renderer', testDir: '../tests/renderer' },
    { name: 'e2e', testDir: '../tests/e2e' },
  ],
})
