import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/agate.ts'
import { tinyModels } from './support/tiny-models.ts'

const model = join(tinyModels(), 'scripted.gguf')

test('bench --json prints one object alone on stdout, and how far it is on stderr', async ({ agate }) => {
  const { code, stdout, stderr } = await agate.run(['bench', '--json', '--rounds', '1', '--model', model], {
    modelFolder: tinyModels('empty'),
  })
  expect(stderr).toContain('Round 1 of 1')
  expect(code).toBe(0)
  const report = JSON.parse(stdout) as { prefill: object; decode: object }
  expect(Object.keys(report)).toEqual(['model', 'device', 'threads', 'prefill', 'decode'])
  for (const compared of [report.prefill, report.decode]) {
    expect(Object.keys(compared)).toEqual(['app', 'bare', 'ratio'])
    for (const figure of Object.values(compared)) expect(figure).toBeGreaterThan(0)
  }
})

test('bench measures a file whose name has spaces and other letters', async ({ agate }) => {
  const named = join(agate.home, 'Größe, zwei Worte 模型.gguf')
  mkdirSync(agate.home, { recursive: true })
  copyFileSync(model, named)
  const { code, stdout } = await agate.run(['bench', '--json', '--rounds', '1', '--model', named])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ threads: expect.any(Number) })
})

test('bench says why a file that is no sound model cannot be measured, and ends with 3', async ({ agate }) => {
  for (const file of [join(tinyModels(), 'truncated.gguf'), tinyModels(), join(agate.home, 'nowhere.gguf')]) {
    const { code, stdout, stderr } = await agate.run(['bench', '--json', '--model', file])
    expect({ file, code, stdout }).toEqual({ file, code: 3, stdout: '' })
    expect(stderr.trim(), file).toMatch(/^[^[\n].*\.$/mu)
  }
})

test('bench prints a table, also through the Agate that is open', async ({ agate }) => {
  await agate.open({ settings: { modelPath: model } })
  const { code, stdout } = await agate.run(['bench', '--rounds', '1'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/prefill +[\d.]+ +[\d.]+ +[\d.]+\ndecode +[\d.]+ +[\d.]+ +[\d.]+\n$/u)
})

test('bench ends with 2 for bad use, and with 3 when no model can be had', async ({ agate }) => {
  expect(await agate.run(['bench', '--rounds', 'many'])).toMatchObject({ code: 2, stdout: '' })
  const outcome = await agate.run(['bench'], { modelFolder: tinyModels('empty') })
  expect(outcome).toMatchObject({ code: 3, stdout: '' })
})

test('Ctrl C while bench loads a model ends with 130 and prints nothing', async ({ agate }) => {
  const outcome = await agate.run(['bench', '--json', '--rounds', '99', '--model', model], {
    interruptAt: /Loading the model in/u,
  })
  expect(outcome).toMatchObject({ code: 130, stdout: '' })
  expect(outcome.stderr).not.toContain('Agate is closing')
})
