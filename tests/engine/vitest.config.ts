import { defineConfig } from 'vitest/config'

// Real llama.cpp in real processes: one file at a time, and so patient that only a hang fails, never a busy machine.
export default defineConfig({
  test: {
    name: 'engine',
    include: ['tests/engine/**/*.test.ts'],
    globalSetup: ['tests/support/engine-setup.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
