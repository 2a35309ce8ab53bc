import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { decodeNamed } from '../text/decode-text.ts'
import { guessRemark } from '../text/text-reader.ts'
import { writeBlocks } from './write-blocks.ts'
import { htmlBlocks, isNavigation } from './html-blocks.ts'

/** A page names its encoding at its beginning, if at all. */
const NAMED = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/iu

export const readHtml: Reader = async (input) => {
  const head = Buffer.from(input.bytes.subarray(0, 4096)).toString('latin1')
  const decoded = decodeNamed(input.bytes, utf8First(input.bytes, NAMED.exec(head)?.[1] ?? null))
  const { title, blocks } = htmlBlocks(decoded.text)
  const writer = new PageWriter('part', input.onPictures)
  const own = blocks.filter((block) => !isNavigation(block))
  // A page of nothing but menus is read for those.
  const isLeftOut = own.length < blocks.length && own.some(({ type }) => type === 'paragraph')
  await writeBlocks(writer, isLeftOut ? own : blocks, input.onPage)
  return writer.finish(title, [...guessRemark(decoded), ...(isLeftOut ? [MENUS] : [])])
}

const MENUS = 'Menus and footers of the web page are left out; they are not part of its text.'

/** A page that was saved may have been coded anew and still name its old encoding. */
function utf8First(bytes: Uint8Array, named: string | null): string | null {
  if (named === null) return null
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /utf-?16/iu.test(named) || bytes.some((byte) => byte >= 0x80) ? null : named
  } catch {
    return named
  }
}
