/**
 * @typedef {object} Check
 * @property {string} name
 * @property {(report: string) => string[]} command `report` is where the runner may write what it counted
 * @property {boolean} [window] it starts Electron
 * @property {string} [needs] the check that makes what this one looks at
 * @property {string} [reportVariable] the variable that tells the runner where its report goes
 * @property {(report: object) => { passed: number, failed: number, skipped: number }} [counts] reads the report; without it the check counts as one
 */

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

/** Every check of `npm test`, cheapest first. @type {readonly Check[]} */
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
  { name: 'package', command: () => [process.execPath, 'build/package.mjs'] },
  { ...playwright('e2e'), needs: 'package' },
]
