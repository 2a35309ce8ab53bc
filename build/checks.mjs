const bin = (name) => `node_modules/.bin/${name}`

const vitest = (project) => ({
  name: project,
  command: (report) => [
    bin('vitest'),
    'run',
    '--config',
    'build/vitest.config.ts',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  counts: ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }),
})

const playwright = (project) => ({
  name: project,
  window: true,
  command: () => [
    bin('playwright'),
    'test',
    '--config',
    'build/playwright.config.ts',
    `--project=${project}`,
    '--reporter=list,json',
  ],
  reportVariable: 'PLAYWRIGHT_JSON_OUTPUT_FILE',
  counts: ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }),
})

/** Every check of `npm test`, cheapest first. Those with `window` start Electron. */
export const CHECKS = [
  { name: 'format', command: () => [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: () => [bin('eslint'), '.'] },
  ...['shared', 'electron', 'electron/preload', 'build', 'tests'].map((folder) => ({
    name: `types ${folder}`,
    command: () => [bin('tsc'), '-p', folder],
  })),
  {
    name: 'types renderer',
    command: () => [bin('svelte-check'), '--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings'],
  },
  vitest('unit'),
  vitest('integration'),
  vitest('engine'),
  playwright('renderer'),
  playwright('e2e'),
]
