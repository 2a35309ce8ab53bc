import type { DocumentKind } from '../../../shared/model/document.ts'
import { ZipArchive } from './archive/zip-archive.ts'
import { imageFormat } from './image/image-frames.ts'
import { ReadingFault } from './reading-fault.ts'

/** The kind by its content; by the extension only where the content is text of any sort. */
export function detectKind(bytes: Uint8Array, name: string): DocumentKind {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf'
  if (head.startsWith('PK\u0003\u0004')) return kindOfArchive(new ZipArchive(bytes))
  if (head.startsWith('PK\u0005\u0006')) throw new ReadingFault('empty', 'an empty archive')
  if (head.startsWith('{\\rtf')) return 'rtf'
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) throw oldOffice(bytes)
  if (imageFormat(bytes) !== null) return 'image'
  if (BINARY.some((mark) => head.startsWith(mark))) throw new ReadingFault('unsupported-kind', 'a known binary kind')
  if (looksBinary(bytes)) throw new ReadingFault('unsupported-kind', 'no text')
  return kindOfText(head, extensionOf(name))
}

/** Sound, film, programs and archives of other sorts. */
const BINARY = [
  'RIFF',
  'MZ',
  '\u007fELF',
  'Rar!',
  '7z\u00bc\u00af',
  '\u001f\u008b',
  'BZh',
  'ID3',
  'OggS',
  'SQLite format 3',
  '\u00ca\u00fe\u00ba\u00be',
  'GGUF',
  '%!PS',
]

function kindOfArchive(archive: ZipArchive): DocumentKind {
  const mime = archive.read('mimetype')?.toString('latin1').trim() ?? ''
  if (mime === 'application/epub+zip' || archive.has('META-INF/container.xml')) {
    if (!mime.includes('opendocument')) return 'epub'
  }
  if (mime.includes('opendocument.text')) return 'odt'
  if (mime.includes('opendocument.presentation')) return 'odp'
  if (mime.includes('opendocument.spreadsheet')) return 'ods'
  if (archive.names.some((name) => /^word\/document\d*\.xml$/u.test(name))) return 'docx'
  if (archive.has('ppt/presentation.xml')) return 'pptx'
  if (archive.has('xl/workbook.xml')) return 'xlsx'
  if (archive.has('[Content_Types].xml')) throw new ReadingFault('damaged', 'an Office file without its main part')
  throw new ReadingFault('unsupported-kind', 'an archive that is no document')
}

/** A compound file: an Office file with a password, or one of before 2007. */
function oldOffice(bytes: Uint8Array): ReadingFault {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
  return encrypted
    ? new ReadingFault('protected', 'an encrypted Office file')
    : new ReadingFault('unsupported-kind', 'an Office file of before 2007')
}

/** Zeros belong to UTF-16 and to no other text; other controls to none. */
function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 8192)
  const wide = (sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff)
  if (wide) return false
  let controls = 0
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries()) {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1
  }
  const [even = 0, odd = 0] = zeros
  const zerosOnOneSide = Math.max(even, odd) > 4 * Math.min(even, odd) && Math.max(even, odd) > sample.length / 8
  return controls > Math.max(4, sample.length / 50) || (even + odd > 0 && !zerosOnOneSide)
}

function kindOfText(head: string, extension: string): DocumentKind {
  const start = head.replace(/^\u00ef\u00bb\u00bf/u, '').trimStart()
  if (/^<!doctype html|^<html|^<\?xml[^>]*>\s*<(?:!doctype )?html/iu.test(start)) return 'html'
  if (/^From \S+.*\d{4}\r?\n/u.test(start)) return 'mailbox'
  const byExtension = BY_EXTENSION[extension]
  if (byExtension !== undefined && byExtension !== 'email') return byExtension
  if (MAIL_HEADERS.test(start) && /^(?:From|Date|Subject|Received|MIME-Version):/imu.test(start)) return 'email'
  return CODE.has(extension) ? 'code' : 'text'
}

/** Two header lines at least: a note that begins with “To do:” is no mail. */
const MAIL_HEADERS = /^(?:[A-Za-z][\w-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}/u

const BY_EXTENSION: Readonly<Record<string, DocumentKind>> = {
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  csv: 'csv',
  tsv: 'csv',
  eml: 'email',
  mbox: 'mailbox',
}

const CODE = new Set(
  'js mjs cjs ts tsx jsx py rb go rs java kt swift c h cc cpp hpp cs php pl sh bash ps1 sql r lua scala css scss xml svg json yaml yml toml ini svelte vue tex m dart ex hs ml clj bat'.split(
    ' ',
  ),
)

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
}

const EXTENSIONS: Readonly<Partial<Record<DocumentKind, readonly string[]>>> = {
  pdf: ['pdf'],
  docx: ['docx', 'docm', 'dotx', 'dotm'],
  pptx: ['pptx', 'pptm', 'ppsx', 'potx'],
  xlsx: ['xlsx', 'xlsm', 'xltx'],
  odt: ['odt', 'ott'],
  odp: ['odp', 'otp'],
  ods: ['ods', 'ots'],
  epub: ['epub'],
  rtf: ['rtf'],
  image: ['png', 'jpg', 'jpeg', 'jpe', 'jfif', 'gif', 'webp', 'bmp', 'dib', 'tif', 'tiff'],
}
const NAMED_KINDS = new Set(Object.values(EXTENSIONS).flat())
const PLAIN = new Set(['txt', 'text', 'log', 'rst', 'adoc', 'org'])

/** Whether a file of this name is likely to be a document: to choose among the files of a folder without opening them. */
export function hasReadableExtension(name: string): boolean {
  const extension = extensionOf(name)
  return NAMED_KINDS.has(extension) || extension in BY_EXTENSION || CODE.has(extension) || PLAIN.has(extension)
}

/** A sentence when the extension says something else than the content. */
export function extensionRemark(kind: DocumentKind, name: string): string | null {
  const extension = extensionOf(name)
  const expected = EXTENSIONS[kind]
  const wrong = expected === undefined ? NAMED_KINDS.has(extension) : extension !== '' && !expected.includes(extension)
  return wrong ? `Its name ends in “.${extension}”, but inside it is ${KIND_WORDS[kind]}; it was read as that.` : null
}

export const KIND_WORDS: Readonly<Record<DocumentKind, string>> = {
  pdf: 'a PDF',
  docx: 'a Word document',
  pptx: 'a PowerPoint presentation',
  xlsx: 'an Excel workbook',
  odt: 'an OpenDocument text',
  odp: 'an OpenDocument presentation',
  ods: 'an OpenDocument spreadsheet',
  epub: 'an e-book',
  html: 'a web page',
  rtf: 'an RTF text',
  markdown: 'a Markdown text',
  text: 'plain text',
  code: 'source code',
  csv: 'a table of values',
  email: 'an e-mail',
  mailbox: 'a mailbox',
  image: 'a picture',
}
