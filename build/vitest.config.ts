import { defineConfig } from 'vitest/config'

/** No test depends on speed: the limits only end what hangs. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          root: '.',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          root: '.',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Real llama.cpp in real processes: one file at a time.
        test: {
          name: 'engine',
          root: '.',
          include: ['tests/engine/**/*.test.ts'],
          globalSetup: ['tests/support/engine-setup.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
