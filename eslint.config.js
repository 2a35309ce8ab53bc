import js from '@eslint/js'
import importX from 'eslint-plugin-import-x'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/* The dependency rule of ARCHITECTURE.md, as lint: who may import what, with the file to use instead. */

const ELECTRON_RING = [
  'electron/*.ts',
  'electron/ipc/bind.ts',
  'electron/ipc/publish.ts',
  'electron/preload/*.ts',
  'electron/engine/fork-utility.ts',
  'electron/quick/clipboard.ts',
  'electron/quick/quick-ask.ts',
  'electron/quick/quick-window.ts',
  'electron/documents/room/fork-utility.ts',
]

const only = (name, place) => ({ name, message: `Only ${place} imports ${name}.` })
const ELECTRON = only(
  'electron',
  'the outer ring (electron/*.ts, ipc/bind, ipc/publish, preload, engine/fork-utility, quick/*)',
)
const LLAMA = only('node-llama-cpp', 'electron/engine/process/')
const SQLITE = only('better-sqlite3', 'electron/storage/')
const NETWORK = ['http', 'https', 'http2', 'tls', 'dgram', 'dns', 'undici'].flatMap((name) => [
  { name, message: 'Only electron/egress/ reaches the network.' },
  { name: `node:${name}`, message: 'Only electron/egress/ reaches the network.' },
])
const SOCKET = { name: 'node:net', message: 'Only electron/cli/instance-*.ts opens a socket, and only a local one.' }

const restrictImports = (paths) => ({ 'no-restricted-imports': ['error', { paths }] })
const NO_FETCH = {
  'no-restricted-globals': [
    'error',
    { name: 'fetch', message: 'Only electron/egress/ reaches the network.' },
    'WebSocket',
    'EventSource',
  ],
}

export default ts.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'test-results/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [...ts.configs.strictTypeChecked, ...ts.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        project: [
          './shared/tsconfig.json',
          './electron/tsconfig.json',
          './electron/preload/tsconfig.json',
          './renderer/tsconfig.json',
          './tests/tsconfig.json',
          './build/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            { target: './shared', from: ['./electron', './renderer', './tests'], message: 'shared/ is pure.' },
            { target: './electron', from: ['./renderer', './tests'], message: 'electron/ and renderer/ never meet.' },
            { target: './renderer', from: ['./electron', './tests'], message: 'electron/ and renderer/ never meet.' },
            {
              target: './electron/chat',
              from: ['./electron/ipc', './electron/cli'],
              message: 'Services know no transport.',
            },
            {
              target: './electron/storage',
              from: ['./electron/ipc', './electron/chat', './electron/engine'],
              message: 'The store knows no service.',
            },
          ],
        },
      ],
      // Electron's declarations give each class a constructor type of its own, which this rule takes for another class.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ELECTRON_RING,
    rules: { ...restrictImports([ELECTRON, LLAMA, SQLITE, SOCKET, ...NETWORK]), ...NO_FETCH },
  },
  { files: ELECTRON_RING, rules: { ...restrictImports([LLAMA, SQLITE, SOCKET, ...NETWORK]), ...NO_FETCH } },
  { files: ['electron/engine/process/**/*.ts'], rules: restrictImports([ELECTRON, SQLITE]) },
  { files: ['electron/documents/room/process/room-guard.ts'], rules: restrictImports([ELECTRON, LLAMA, SQLITE]) },
  { files: ['electron/egress/**/*.ts'], rules: { ...restrictImports([ELECTRON, LLAMA, SQLITE]), ...NO_FETCH } },
  { files: ['electron/storage/**/*.ts'], rules: restrictImports([ELECTRON, LLAMA, SOCKET, ...NETWORK]) },
  { files: ['electron/cli/instance-*.ts'], rules: restrictImports([ELECTRON, LLAMA, SQLITE, ...NETWORK]) },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!zod$|\\.)', message: 'shared/ imports zod only.' }] },
      ],
      ...NO_FETCH,
    },
  },
  {
    files: ['renderer/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(node:|electron)', message: 'The page has no Node and no Electron.' }] },
      ],
      ...NO_FETCH,
    },
  },
  {
    files: ['renderer/**'],
    ignores: ['renderer/bridge.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'agate', message: 'Only renderer/bridge.ts touches window.agate.' },
      ],
    },
  },
  ...svelte.configs['flat/recommended'],
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: globals.browser },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'import-x/no-default-export': 'off',
      'no-undef': 'off',
    },
  },
  {
    // The linter sees what components and snippets receive as "any"; svelte-check knows their types and checks them.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
    },
  },
  { files: ['renderer/components/MarkdownText.svelte'], rules: { 'svelte/no-at-html-tags': 'off' } },
  {
    // Rune state keeps plain Maps and Dates on purpose where nothing reads them reactively; prefer-const fights $props.
    files: ['tests/**/*.ts'],
    rules: {
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      'no-restricted-imports': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
    },
  },
  { files: ['build/**/*.ts', '**/*.config.ts', '**/*.d.ts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: globals.node },
  },
)
