/*
 * llama.cpp's own benchmarks, for figures beside Agate's. Their source is in node-llama-cpp's package as a git bundle; they
 * are built once into the folder for temporary files, against the very libraries that Agate loads: the same kernels.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const packages = join(import.meta.dirname, '../../../node_modules')
const bundle = join(packages, 'node-llama-cpp/llama/gitRelease.bundle')
const platform = `${process.platform}-${process.arch}`.replace('darwin', 'mac').replace('win32', 'win')
const libraries = join(packages, `@node-llama-cpp/${platform}/bins/${platform}`)
const folder = join(tmpdir(), 'agate-bench-llama.cpp')
const TOOLS = ['llama-bench', 'batched-bench']
const ATTEMPTS = 10

/** Throws when git or a compiler is missing. */
export function buildRawTools() {
  const source = join(folder, 'source')
  if (!TOOLS.every((tool) => existsSync(join(folder, tool)))) {
    process.stderr.write('Building llama-bench and llama-batched-bench …\n')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    execFileSync('git', ['clone', '--quiet', bundle, source], { stdio: ['ignore', 'ignore', 'pipe'] })
    for (const tool of TOOLS) compile(tool, source)
    // ggml looks for its kernels beside the program.
    for (const file of readdirSync(libraries)) symlinkSync(join(libraries, file), join(folder, file))
  }
  return { rawPrefill, rawDecode, rawBatchedBench }
}

function compile(tool, source) {
  const includes = ['include', 'ggml/include', 'common', 'vendor'].flatMap((path) => ['-I', join(source, path)])
  const sources = readdirSync(join(source, 'tools', tool))
    .filter((name) => name.endsWith('.cpp'))
    .map((name) => join(source, 'tools', tool, name))
  const linked = readdirSync(libraries)
    .filter((name) => /^lib(llama|ggml\.|ggml-base)/.test(name))
    .map((name) => join(libraries, name))
  const options = ['-std=c++17', '-O2', '-DNDEBUG', '-o', join(folder, tool), `-Wl,-rpath,${libraries}`, '-pthread']
  execFileSync('g++', [...options, ...includes, ...sources, ...linked])
}

/**
 * How Agate runs a model on the processor, and the tokens of a prompt and of its reply.
 *
 * @typedef {{ model: string, threads: number, batch: number, flashAttention: boolean, promptTokens: number, replyTokens: number }} Run
 */

/** Tokens per second of reading a prompt. @param {Run} run */
function rawPrefill(run) {
  return rawBench(run, ['-p', run.promptTokens, '-n', 0])
}

/** Tokens per second of a reply after the prompt. @param {Run} run */
function rawDecode(run) {
  return rawBench(run, ['-p', 0, '-n', run.replyTokens, '-d', run.promptTokens])
}

function rawBench({ model, threads, batch, flashAttention }, what) {
  const how = ['-t', threads, '-b', batch, '-ub', batch, '-fa', flashAttention ? 1 : 0]
  return JSON.parse(start('llama-bench', ['-m', model, ...how, '-r', 1, '-o', 'json', ...what]))[0].avg_ts
}

/** Tokens per second of `sequences` replies in one batch. */
function rawBatchedBench({ model, threads, batch, flashAttention, promptTokens, replyTokens, sequences }) {
  const sizes = ['-npp', promptTokens, '-ntg', replyTokens, '-npl', sequences, '-c', 8192]
  const how = [
    '-t',
    threads,
    '-b',
    batch,
    '-ub',
    batch,
    '-fa',
    flashAttention ? 'on' : 'off',
    '--output-format',
    'jsonl',
  ]
  // A thread writes its results that the end of the program does not wait for: of a tiny model they may be lost.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const lines = start('batched-bench', ['-m', model, ...sizes, ...how]).split('\n')
    const result = lines.find((line) => line.startsWith('{'))
    if (result) return JSON.parse(result).speed_tg
  }
  throw new Error('llama-batched-bench told no result')
}

function start(tool, options) {
  const stdio = ['ignore', 'pipe', 'ignore']
  return execFileSync(join(folder, tool), options.map(String), { encoding: 'utf8', stdio })
}
