import PostalMime, { type Email } from 'postal-mime'
import { countWords } from '../clean-text.ts'
import { READING_LIMITS } from '../limits.ts'
import { pictureInMemory } from '../picture-file.ts'
import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { ReadingFault } from '../reading-fault.ts'
import { type HtmlBlock, htmlBlocks, type PictureOf } from '../web/html-blocks.ts'
import { linkedPicture } from '../web/linked-picture.ts'
import { writeBlock } from '../web/write-blocks.ts'

const ATTACHMENTS_NAMED = 50
/** A plain text of fewer words may be there only to say that the message is to be read as a page. */
const STUB_WORDS = 60
/** Such a text stands for the page unless that has so many times its words. */
const MUCH_MORE = 2

/** One message: who, when, what about, and what it says. Attachments are named, never opened. */
export const readEmail: Reader = async (input) => {
  const writer = new PageWriter('message', input.onPictures)
  const subject = await writeMessage(writer, input.bytes)
  await input.onPage(1, 1)
  return writer.finish(subject)
}

/** The messages of a mailbox (RFC 4155), which begin with lines “From … ” of their own. */
export const readMailbox: Reader = async (input) => {
  const starts = messageStarts(input.bytes)
  if (starts.length > READING_LIMITS.mail.messages) throw new ReadingFault('too-many-pages', 'too many messages')
  const writer = new PageWriter('message', input.onPictures)
  for (const [at, start] of starts.entries()) {
    await writeMessage(writer, unquoted(input.bytes.subarray(start, starts[at + 1] ?? input.bytes.length)))
    await input.onPage(at + 1, starts.length)
  }
  return writer.finish(null)
}

/** In a mailbox a line that begins with “From ” has a sign before it, so that it begins no message. */
function unquoted(message: Uint8Array): Uint8Array {
  const text = Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString('latin1')
  return text.includes('\n>From ') ? Buffer.from(text.replaceAll('\n>From ', '\nFrom '), 'latin1') : message
}

async function writeMessage(writer: PageWriter, bytes: Uint8Array): Promise<string | null> {
  const number = writer.count + 1
  writer.begin(`Message ${number}`)
  const mail = await parse(bytes)
  if (mail === null) {
    writer.skip('This message is built in a way that cannot be read.')
    return null
  }
  const subject = mail.subject ?? ''
  if (subject !== '') {
    writer.rename(`Message ${number}: ${subject.slice(0, 80)}`)
    writer.heading(subject, 1)
  }
  writer.paragraph(headLines(mail).join('\n'))
  for (const block of bodyOf(mail, number)) writeBlock(writer, block)
  const names = mail.attachments.slice(0, ATTACHMENTS_NAMED).map(({ filename }) => filename ?? 'without a name')
  const more = mail.attachments.length - names.length
  const rest = more === 0 ? '' : ` and ${more} more`
  if (names.length > 0) writer.paragraph(`Attachments, not read: ${names.join(', ')}${rest}`)
  return subject === '' ? null : subject
}

/** Its plain text, where it has one that says as much as its page. */
function bodyOf(mail: Email, number: number): readonly HtmlBlock[] {
  const text = mail.text?.trim() ?? ''
  const words = countWords(text)
  if (words < STUB_WORDS) {
    const { blocks } = htmlBlocks(mail.html ?? '', picturesOf(mail, number))
    if (text === '' || wordsOf(blocks) > words * MUCH_MORE) return blocks
  }
  const paragraphs = text.split(/\r?\n\s*\r?\n/u)
  return paragraphs.map((paragraph) => ({ type: 'paragraph', text: paragraph.replace(/\r\n/gu, '\n') }))
}

function wordsOf(blocks: readonly HtmlBlock[]): number {
  const shown = blocks.map((block) => (block.type === 'heading' || block.type === 'paragraph' ? block.text : ''))
  return shown.reduce((sum, text) => sum + countWords(text), 0)
}

/** Pictures that a message shows are sent along with it, and called by a number (RFC 2392). */
function picturesOf({ attachments }: Email, number: number): PictureOf {
  return (address) => {
    const id = /^cid:(.*)$/iu.exec(address)?.[1]
    const sent = attachments.find(({ contentId }) => id !== undefined && contentId === `<${id}>`)
    if (sent === undefined) return linkedPicture(address)
    const { content } = sent
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
    return pictureInMemory(`${number} ${address}`, bytes)
  }
}

async function parse(bytes: Uint8Array): Promise<Email | null> {
  try {
    return await new PostalMime({ maxNestingDepth: READING_LIMITS.mail.depth }).parse(new Uint8Array(bytes))
  } catch {
    return null
  }
}

function headLines({ from, to, cc, headers }: Email): string[] {
  // As it is written: the parsed one has lost the hour of the place.
  const date = headers.find(({ key }) => key === 'date')?.value ?? ''
  const people = (list: readonly (Email['from'] | undefined)[]) =>
    list.map((person) => [person?.name, person?.address].filter((part) => (part ?? '') !== '').join(' ')).join(', ')
  return [
    ['From', people([from])],
    ['To', people(to ?? [])],
    ['Copy', people(cc ?? [])],
    ['Date', date],
  ].flatMap(([name, value]) => (value === '' ? [] : [`${name ?? ''}: ${value ?? ''}`]))
}

/** As the programs write it: who, and a date that ends in a year. A sentence may begin with “From ” too. */
const START = /^From \S+ .*\b\d{4}(?: [+-]\d{4})?\r?$/u

/** Where such lines are, at the top or after an empty line. */
function messageStarts(bytes: Uint8Array): number[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts = [0]
  for (let at = buffer.indexOf('\nFrom ', 0, 'latin1'); at >= 0; at = buffer.indexOf('\nFrom ', at + 1, 'latin1')) {
    const before = buffer.toString('latin1', Math.max(0, at - 2), at)
    const [line = ''] = buffer.toString('latin1', at + 1, at + 200).split('\n', 1)
    if ((before.endsWith('\n') || before.endsWith('\n\r')) && START.test(line)) starts.push(at + 1)
  }
  return starts
}
