import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type GgufHeader, readGgufHeader } from '../../../electron/models/gguf-header.ts'
import { modelProblem } from '../../../electron/models/model-problem.ts'
import { STARTER_MODEL } from '../../support/engine-paths.ts'
import { tinyGemma } from '../../support/gguf/tiny-gemma.ts'

const folder = mkdtempSync(join(tmpdir(), 'agate-headers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function headerOf(path: string): Promise<GgufHeader> {
  const file = await open(path, 'r')
  try {
    return await readGgufHeader(file, (await file.stat()).size)
  } finally {
    await file.close()
  }
}

const path = join(folder, 'tiny.gguf')
writeFileSync(path, tinyGemma({ behaviour: 'scripted' }))
const whole = await headerOf(path)
const WORDS = 'tokenizer.ggml.tokens'

/** Of the tiny model with other words, as many. */
async function headerWithWords(change: (words: string[]) => string[]): Promise<GgufHeader> {
  const words = change([...(whole.lists.get(WORDS)?.words ?? [])])
  const other = join(folder, 'words.gguf')
  writeFileSync(other, tinyGemma({ behaviour: 'scripted', more: { [WORDS]: { type: 'strings', value: words } } }))
  return headerOf(other)
}

function replaced(words: readonly string[], word: string, other: string): string[] {
  return words.map((each) => (each === word ? other : each))
}

function withValue(key: string, value: string | number | boolean): GgufHeader {
  return { ...whole, values: new Map([...whole.values, [key, value]]) }
}

function without(key: string): GgufHeader {
  return { ...whole, values: new Map([...whole.values].filter(([name]) => name !== key)) }
}

function withList(key: string, length: number, type: number): GgufHeader {
  return { ...whole, lists: new Map([...whole.lists, [key, { length, type, numbers: null, words: null }]]) }
}

describe('A model file', () => {
  it('is sound when its numbers, its words and its tensors belong together', async () => {
    expect(modelProblem(whole)).toBeNull()
    expect(modelProblem(await headerOf(STARTER_MODEL))).toBeNull()
  })

  it('is sound when the token that fills gaps is none: nothing needs it', () => {
    expect(modelProblem(withValue('tokenizer.ggml.padding_token_id', 1_000_000))).toBeNull()
  })

  it('is sound when its feed-forward parts are a mixture of experts', async () => {
    const starter = await headerOf(STARTER_MODEL)
    const values = new Map([...starter.values, ['llama.expert_count', 8], ['llama.expert_used_count', 2]] as const)
    const isDense = (name: string) => /ffn_(gate|up|down)\.weight$/u.test(name)
    const kept = [...starter.tensors].filter(([name]) => !isDense(name))
    const routers = kept.flatMap(([name, { dimensions }]) =>
      name.endsWith('ffn_norm.weight')
        ? [[name.replace('norm', 'gate_inp'), { dimensions: [...dimensions, 8n], type: 0 }] as const]
        : [],
    )
    const mixture = { ...starter, values, tensors: new Map([...kept, ...routers]) }
    expect(modelProblem(mixture)).toBeNull()
    expect(modelProblem({ ...mixture, tensors: new Map(kept) })).not.toBeNull()
  })

  it.each([
    'gemma2.context_length',
    'gemma2.embedding_length',
    'gemma2.block_count',
    'gemma2.feed_forward_length',
    'gemma2.attention.head_count',
    'gemma2.attention.layer_norm_rms_epsilon',
    'tokenizer.ggml.model',
  ])('is refused without %s', (key) => {
    expect(modelProblem(without(key))).not.toBeNull()
  })

  it.each<[string, number]>([
    ['gemma2.context_length', 0],
    ['gemma2.block_count', 3],
    ['gemma2.block_count', 0x7fffffff],
    ['gemma2.embedding_length', 64],
    ['gemma2.feed_forward_length', 127],
    ['gemma2.attention.head_count', 3],
    ['gemma2.attention.head_count', 0],
    ['gemma2.attention.head_count_kv', 3],
    ['gemma2.attention.key_length', 31],
    ['gemma2.attention.value_length', 0],
    ['gemma2.attention.layer_norm_rms_epsilon', Number.NaN],
    ['gemma2.attn_logit_softcapping', 0],
    ['gemma2.attention.sliding_window', 0],
    ['gemma2.rope.dimension_count', 7],
    ['tokenizer.ggml.bos_token_id', 5000],
    ['tokenizer.ggml.eos_token_id', -1],
  ])('is refused with %s = %d', (key, value) => {
    expect(modelProblem(withValue(key, value))).not.toBeNull()
  })

  it.each<[string, number, number]>([
    ['tokenizer.ggml.tokens', 0, 8],
    ['tokenizer.ggml.tokens', 1023, 8],
    ['tokenizer.ggml.scores', 5, 6],
    ['tokenizer.ggml.scores', 1024, 5],
    ['tokenizer.ggml.token_type', 3, 5],
    ['tokenizer.ggml.token_type', 1024, 6],
  ])('is refused with a list %s of %d items of type %d', (key, length, type) => {
    expect(modelProblem(withList(key, length, type))).not.toBeNull()
  })

  it('is refused when a tensor is missing, of another shape, or a norm that is not made of floats', () => {
    for (const name of whole.tensors.keys()) {
      const missing = new Map([...whole.tensors].filter(([other]) => other !== name))
      expect(modelProblem({ ...whole, tensors: missing }), name).not.toBeNull()
      const bent = new Map([...whole.tensors, [name, { dimensions: [7n], type: 0 }]])
      expect(modelProblem({ ...whole, tensors: bent }), name).not.toBeNull()
    }
    const halved = new Map([...whole.tensors, ['output_norm.weight', { dimensions: [128n], type: 1 }]])
    expect(modelProblem({ ...whole, tensors: halved })).not.toBeNull()
  })

  it('is refused when a word stands in its vocabulary twice', async () => {
    expect(modelProblem(await headerWithWords((words) => words.toSpliced(50, 1, 'w\u00f6rd')))).toBeNull()
    expect(modelProblem(await headerWithWords((words) => words.toSpliced(50, 1, '<unused7>')))).not.toBeNull()
  })

  it('is sound when several of its words are empty: each gets a name of its own', async () => {
    expect(modelProblem(await headerWithWords((words) => words.toSpliced(50, 2, '', '')))).toBeNull()
    expect(modelProblem(await headerWithWords((words) => words.toSpliced(50, 2, '', '[EMPTY_50]')))).not.toBeNull()
  })

  it('is refused when two of its words differ only behind a character 0, where llama.cpp ends a word', async () => {
    expect(modelProblem(await headerWithWords((words) => words.toSpliced(50, 2, 'a\0b', 'a\0c')))).not.toBeNull()
  })

  it('is refused when its tokeniser spells what it does not know in bytes, and a byte of a text has no word', async () => {
    for (const byte of ['<0x00>', '<0x7F>', '<0x80>', '<0xC3>', '<0xF0>', '<0xF4>']) {
      expect(modelProblem(await headerWithWords((words) => replaced(words, byte, '<none>'))), byte).not.toBeNull()
    }
  })

  it('is sound when what has no word is a byte that is in no text, or when a letter stands for its byte', async () => {
    for (const byte of ['<0xC0>', '<0xC1>', '<0xF5>', '<0xFF>', '<0x0A>', '<0x41>']) {
      expect(modelProblem(await headerWithWords((words) => replaced(words, byte, '<none>'))), byte).toBeNull()
    }
  })

  it('is sound without words for bytes when its tokeniser has another way to spell', async () => {
    const header = await headerWithWords((words) => replaced(words, '<0xF0>', '<none>'))
    for (const tokeniser of ['t5', 'rwkv', 'plamo2']) {
      const values = new Map([...header.values, ['tokenizer.ggml.model', tokeniser]])
      expect(modelProblem({ ...header, values }), tokeniser).toBeNull()
    }
  })

  it.each([
    '{% for turn in range(3000000000) %}{% endfor %}',
    '{{ range(10000) }}',
    "{{ {'a': {'b': 1}}, range(3000000000) }}",
    '{{ "\\"", range(3000000000) }}',
    "it's {%- set many = 99999 -%}",
    '{# { #}{{ range(99999.5) }}',
    '{{ 1 }}{{ range(3000000000) }}',
    '{{ range(3000000000)',
    `{{ messages }}${' '.repeat(256 << 10)}`,
  ])('is refused with a template that counts too far, or is too long: %.60s', (template) => {
    expect(modelProblem(withValue('tokenizer.chat_template', template))).not.toBeNull()
  })

  it.each([
    '{{ messages[0] }}{{ range(9999) }}',
    'Written in 20261127. {{ "on 20261127, it\\"s" }}{# 20261127 #}{{ messages }} Up to 32000.',
    "{{ {'a': {'b': 1}}}} costs 10000 {{ x10000 }}",
    "{{ 'open",
  ])('is sound with large numbers in the texts of its template: %.60s', (template) => {
    expect(modelProblem(withValue('tokenizer.chat_template', template))).toBeNull()
  })

  it.each(['no_vocab', 'none', 'bert'])('is refused when its tokeniser is %s: nothing can be read with it', (model) => {
    expect(modelProblem(withValue('tokenizer.ggml.model', model))).not.toBeNull()
  })

  it('is refused when its tokeniser needs merges and has none', () => {
    expect(modelProblem(withValue('tokenizer.ggml.model', 'gpt2'))).not.toBeNull()
  })
})
