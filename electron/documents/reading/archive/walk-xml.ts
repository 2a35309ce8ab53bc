import { SaxesParser } from 'saxes'
import { decodeText } from '../text/decode-text.ts'
import { READING_LIMITS } from '../limits.ts'
import { ReadingFault } from '../reading-fault.ts'

export interface XmlElement {
  /** Without its prefix: files differ in those. */
  readonly name: string
  attribute(name: string): string | undefined
}

export interface XmlVisitor {
  open?(element: XmlElement, path: readonly string[]): void
  text?(text: string, path: readonly string[]): void
  close?(name: string, path: readonly string[]): void
}

const PIECE_CHARACTERS = 256 * 1024

/**
 * Goes through XML once. A document type is refused, and with it every entity of its own and every file it could name; or, for
 * parts that programs of long ago began with one, ignored with all that it says.
 */
export function walkXml(bytes: Uint8Array, visitor: XmlVisitor, doctype: 'refused' | 'ignored' = 'refused'): void {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const path: string[] = []
  const { depth, attributeCharacters } = READING_LIMITS.xml
  parser.on('doctype', () => {
    if (doctype === 'refused') throw new ReadingFault('dangerous', 'XML with a document type')
  })
  parser.on('error', () => {
    throw new ReadingFault('damaged', 'XML that is not well formed')
  })
  parser.on('opentag', ({ name, attributes }) => {
    path.push(localName(name))
    if (path.length > depth) throw new ReadingFault('dangerous', 'XML nested too deep')
    if (lengthOf(attributes) > attributeCharacters) throw new ReadingFault('dangerous', 'XML attributes too long')
    visitor.open?.({ name: localName(name), attribute: (wanted) => find(attributes, wanted) }, path)
  })
  parser.on('text', (text) => visitor.text?.(text, path))
  parser.on('cdata', (text) => visitor.text?.(text, path))
  parser.on('closetag', ({ name }) => {
    visitor.close?.(localName(name), path)
    path.pop()
  })
  const { text } = decodeText(bytes)
  for (let at = 0; at < text.length; at += PIECE_CHARACTERS) parser.write(text.slice(at, at + PIECE_CHARACTERS))
  parser.close()
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function find(attributes: Readonly<Record<string, string>>, wanted: string): string | undefined {
  if (Object.hasOwn(attributes, wanted)) return attributes[wanted]
  const key = Object.keys(attributes).find((name) => localName(name) === wanted)
  return key === undefined ? undefined : attributes[key]
}

function lengthOf(attributes: Readonly<Record<string, string>>): number {
  return Object.values(attributes).reduce((sum, value) => sum + value.length, 0)
}
