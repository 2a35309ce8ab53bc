import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ModelMemory } from '../../shared/model/catalogue.ts'
import type { ModelFile, ModelFileErrorCode } from '../../shared/model/model-file.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { errorCode } from '../error-code.ts'
import { GgufFault, type GgufHeader, readGgufHeader } from './gguf-header.ts'
import { memoryOf } from './model-memory.ts'
import { modelProblem } from './model-problem.ts'
import { identifyModel } from './known-models.ts'

/** Architectures that come as GGUF files but cannot chat: parts of other models, and models that only embed. */
const NOT_FOR_CHAT = new Set(['clip', 'bert', 'nomic-bert', 'jina-bert-v2', 't5encoder', 'whisper'])

export interface CheckedModel extends ModelFile {
  /** What decides how much memory it takes; null where the file does not tell. */
  readonly memory: ModelMemory | null
}

/** Looks at a file before llama.cpp does: says what it is, or in a sentence why it cannot be used. */
export async function checkModelFile(path: string): Promise<Result<CheckedModel, ModelFileErrorCode>> {
  const name = basename(path)
  try {
    const found = await stat(path)
    if (!found.isFile()) return failure('not-a-file', name)
    if (found.size === 0) return failure('empty', name)
    const header = await readModelHeader(path, found.size)
    if (!canChat(header) || modelProblem(header) !== null) return failure('unsupported', name)
    return ok({ path, sizeBytes: found.size, ...identifyModel(header, found.size, name), memory: memoryOf(header) })
  } catch (error) {
    return failure(codeOf(error), name)
  }
}

/** Throws what keeps the file from being read, and a GgufFault when it is none. */
async function readModelHeader(path: string, size: number): Promise<GgufHeader> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r')
    return await readGgufHeader(file, size)
  } finally {
    await file?.close()
  }
}

/** As llama.cpp reads the number of files that a model is split into; another type ends its process. */
const U16 = 2

function canChat({ values, types, lists, tensors }: GgufHeader): boolean {
  const architecture = values.get('general.architecture')
  if (typeof architecture !== 'string' || NOT_FOR_CHAT.has(architecture) || tensors.size === 0) return false
  const parts = values.get('split.count')
  const isWhole = parts === undefined || (types.get('split.count') === U16 && Number(parts) <= 1)
  return isWhole && lists.has('tokenizer.ggml.tokens')
}

function codeOf(error: unknown): ModelFileErrorCode {
  if (error instanceof GgufFault) return error.code
  const code = errorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'unreadable'
}

function failure(code: ModelFileErrorCode, name: string): Result<never, ModelFileErrorCode> {
  return err(code, `${sentenceFor(code, name)} Nothing was changed.`)
}

function sentenceFor(code: ModelFileErrorCode, name: string): string {
  switch (code) {
    case 'not-found':
      return `“${name}” is not there: it was moved, renamed or deleted. Choose another model file.`
    case 'not-a-file':
      return `“${name}” is a folder, not a file. Choose the model file inside it; its name ends in .gguf.`
    case 'unreadable':
      return `“${name}” could not be read. Check that you may open it and that its disk is connected, then try again.`
    case 'empty':
      return `“${name}” is empty. Its download probably never began: get the file again.`
    case 'not-gguf':
      return `“${name}” is not a model file that Agate can run. Choose a file in GGUF format; its name ends in .gguf.`
    case 'truncated':
      return `“${name}” is incomplete: its end is missing. Its download was probably interrupted: get the file again.`
    case 'unsupported':
      return `“${name}” is a GGUF file that Agate cannot chat with: it is damaged, a part of a model, or of an unknown kind.`
  }
}
