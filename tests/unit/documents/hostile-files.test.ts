import { describe, expect, it } from 'vitest'
import { ZipArchive } from '../../../electron/documents/reading/archive/zip-archive.ts'
import { docx, epub, paragraph, relations, xlsx } from '../../support/documents/office-files.ts'
import { readHere, wholeText } from '../../support/documents/read-here.ts'
import { writeZip } from '../../support/documents/write-zip.ts'

const MEGABYTE = 1024 * 1024

describe('A file that is called PDF', () => {
  it.each([
    ['a web page', '<!DOCTYPE html><html><body><p>Not a PDF.</p></body></html>', 'html'],
    ['a Word document', docx(paragraph('Not a PDF.')), 'docx'],
    ['a text', 'Not a PDF.', 'text'],
  ])('and is %s is read as that, and it is said', async (_, content, kind) => {
    const document = await readHere('a.pdf', content)
    expect([document.kind, wholeText(document)]).toEqual([kind, 'Not a PDF.'])
    expect(document.remarks[0]).toContain('Its name ends in “.pdf”, but inside it is')
  })
})

describe('An archive', () => {
  it('whose 60,000 entries are all one block of bytes is refused', async () => {
    const entries = Array.from({ length: 60_000 }, (_, at) => ({ name: `word/${at}`, content: '' }))
    await expect(readHere('a.docx', writeZip(entries))).rejects.toMatchObject({ code: 'dangerous' })
  })

  it('whose entries share their bytes is stopped when they have grown to 200 MB together', () => {
    const name = (at: number) => `part${at}`
    const zip = Buffer.from(
      writeZip([
        { name: name(0), content: Buffer.alloc(MEGABYTE, 'ab') },
        ...Array.from({ length: 300 }, (_, at) => ({ name: name(at + 1), content: '' })),
      ]),
    )
    // Every directory entry becomes the first one under another name.
    const first = zip.indexOf('PK\u0001\u0002')
    for (let at = first; at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 1)) {
      zip.copy(zip, at + 16, first + 16, first + 28)
      zip.writeUInt32LE(0, at + 42)
    }
    const archive = new ZipArchive(zip)
    expect(() => {
      for (let at = 0; at <= 300; at += 1) archive.read(name(at))
    }).toThrow(expect.objectContaining({ code: 'dangerous' }) as Error)
  })

  it('that holds itself for ever is not followed into itself', async () => {
    const name = 'word/document.xml'
    const zip = Buffer.from(writeZip([{ name, content: 'x'.repeat(500) }]))
    // Its only entry is stored, and is the archive as such.
    const [local, entry] = [zip.indexOf('PK\u0003\u0004'), zip.indexOf('PK\u0001\u0002')]
    const own = Buffer.concat([zip.subarray(local, local + 30 + name.length), zip])
    const at = own.lastIndexOf('PK\u0001\u0002')
    const end = own.lastIndexOf('PK\u0005\u0006')
    own.writeUInt16LE(0, at + 10)
    own.writeUInt32LE(own.length - 30 - name.length, at + 20)
    own.writeUInt32LE(own.length - 30 - name.length, at + 24)
    own.writeUInt32LE(entry + 30 + name.length, end + 16)
    expect(new ZipArchive(own).read(name)?.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
    await expect(readHere('a.docx', new Uint8Array(own))).rejects.toMatchObject({ code: 'damaged' })
  })

  it('within an archive within an archive is no document', async () => {
    let nested = docx(paragraph('Deep inside.'))
    for (let depth = 0; depth < 20; depth += 1) nested = writeZip([{ name: 'a.docx', content: nested }])
    await expect(readHere('a.docx', nested)).rejects.toMatchObject({ code: 'unsupported-kind' })
  })

  it('with a link to a file has the words of the link, and never what it leads to', () => {
    const link = { name: 'a', content: '/etc/passwd', symbolicLink: true }
    expect(new ZipArchive(writeZip([link])).read('a')?.toString()).toBe('/etc/passwd')
  })

  it('with names that differ in case only has both', () => {
    const archive = new ZipArchive(writeZip(['a', 'A'].map((name) => ({ name, content: name }))))
    expect(['a', 'A'].map((name) => archive.read(name)?.toString())).toEqual(['a', 'A'])
  })
})

describe('An Office file', () => {
  it.each(['attachedTemplate', 'oleObject', 'image', 'hyperlink', 'subDocument'])(
    'that refers to a place outside (%s) is read without it',
    async (type) => {
      const outside = relations([{ id: 'x', type, target: 'http://127.0.0.1:9/x', external: true }])
      const document = docx(paragraph('Text.'), [{ name: 'word/_rels/document.xml.rels', content: outside }])
      expect(wholeText(await readHere('a.docx', document))).toBe('Text.')
    },
  )

  it('with macros is read for its text alone', async () => {
    const macros = { name: 'word/vbaProject.bin', content: 'Sub AutoOpen()' }
    const { pages, remarks } = await readHere('a.docm', docx(paragraph('Text.'), [macros]))
    expect(pages.map(({ text }) => text)).toEqual(['Text.'])
    expect(remarks).toEqual([])
  })

  it('in UTF-7 is not taken for anything but what it spells', async () => {
    const xml = '<?xml version="1.0" encoding="utf-7"?><w:document><w:p><w:t>+ADw-b</w:t></w:p></w:document>'
    expect(wholeText(await readHere('a.docx', writeZip([{ name: 'word/document.xml', content: xml }])))).toBe('+ADw-b')
  })

  it('that claims to fill all of a sheet is read by the cells it has', async () => {
    const rows =
      '<row r="1"><c r="A1"><v>7</v></c><c r="B1"><f t="shared" ref="A1:XFD1048576" si="0">A1</f><v>8</v></c></row>'
    const claim = `</sheetData><dimension ref="A1:XFD1048576"/><sheetData>${rows}`
    expect(wholeText(await readHere('a.xlsx', xlsx('All', [], claim)))).toBe('7 | 8')
  })

  it('with a hundred thousand shared words is read', async () => {
    const strings = Array.from({ length: 100_000 }, (_, at) => `word${at}`)
    const rows = '<row><c t="s"><v>99999</v></c><c t="s"><v>100000</v></c><c t="s"><v>-1</v></c></row>'
    expect(wholeText(await readHere('a.xlsx', xlsx('Words', strings, rows)))).toBe('word99999')
  })
})

describe('An e-book', () => {
  it('fetches nothing that it names', async () => {
    const chapter =
      '<html><head><link rel="stylesheet" href="http://127.0.0.1:9/x.css"/><script src="file:///etc/passwd"></script></head>' +
      '<body><p>Text.</p><img src="http://127.0.0.1:9/x.png"/><iframe src="file:///etc/passwd">frame</iframe></body></html>'
    expect(wholeText(await readHere('a.epub', epub([chapter], [0])))).toBe('Text.')
  })
})

describe('A web page', () => {
  it('that leads elsewhere is read as it is', async () => {
    const html =
      '<html><meta http-equiv="refresh" content="0;url=file:///etc/passwd"><base href="http://127.0.0.1:9/">' +
      '<img src="data:image/png;base64,AAAA"><a href="javascript:alert(1)">Here</a><embed src="file:///etc/passwd">'
    expect(wholeText(await readHere('a.html', html))).toBe('Here')
  })

  it('of one line of 50 MB is kept whole, or refused for its length', async () => {
    const end = await readHere('a.html', `<html><p>${'word '.repeat(10 * MEGABYTE)}`).catch((error: unknown) => error)
    if (end instanceof Error) expect(end).toMatchObject({ code: 'too-much-text' })
    else
      expect(end).toMatchObject({
        pages: [{ verdict: 'skipped', why: expect.stringContaining('more text') as string }],
      })
  })
})

describe('A drawing', () => {
  it('with a script and an entity is shown as what it spells', async () => {
    const svg =
      '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><script>alert(1)</script><text>&x;</text></svg>'
    const { kind, pages } = await readHere('a.svg', svg)
    expect(kind).toBe('code')
    expect(pages.map(({ text }) => text)).toEqual([svg])
  })
})

describe('An RTF text', () => {
  it('with a program inside is read without it', async () => {
    const rtf = String.raw`{\rtf1 Before {\object\objemb{\*\objclass Package}{\*\objdata 4d5a9000}{\result seen}}{\*\template http://127.0.0.1:9/}after}`
    const document = await readHere('a.rtf', rtf)
    expect(wholeText(document)).toBe('Before seenafter')
    expect(document.remarks).toEqual(['Another file is embedded in it, and was not read.'])
  })
})

describe('A mail', () => {
  it('of ten thousand parts is read, and says how many it does not name', async () => {
    const part =
      '--b\r\nContent-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nx\r\n'
    const mail = `From: a@example.org\r\nSubject: Many\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(10_000)}--b--\r\n`
    const { pages } = await readHere('a.eml', mail)
    expect(pages.map(({ verdict, text }) => [verdict, text.slice(-30)])).toEqual([
      ['read', expect.stringMatching(/a\.txt and 9950 more$/u) as string],
    ])
  })
})

describe('A mail that was forwarded five thousand times', () => {
  it('is read as far as is safe, or left out with a reason', async () => {
    const inner = 'Content-Type: message/rfc822\r\n\r\nFrom: a@example.org\r\nSubject: again\r\n'
    const mail = `From: a@example.org\r\nSubject: once\r\nMIME-Version: 1.0\r\n${inner.repeat(5000)}\r\nThe end.\r\n`
    const { pages } = await readHere('a.eml', mail)
    expect(pages).toHaveLength(1)
    expect(pages[0]?.why ?? 'read').toMatch(/^read$|^This message is built in a way that cannot be read\.$/u)
  })
})

describe('A text', () => {
  it.each([
    ['a zero in it', Buffer.from('before\0after and some more words')],
    ['the mark of another encoding', Buffer.from([0xff, 0xfe, 0x41])],
    ['half of a character', Buffer.from([0x61, 0x20, 0xf0, 0x9f, 0x98])],
    ['halves of pairs in UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00, 0x00, 0xdc])],
  ])('with %s is read as text that is well formed, or refused', async (_, bytes) => {
    const end = await readHere('a.txt', bytes).catch((error: unknown) => error)
    if (end instanceof Error) expect(end).toMatchObject({ code: 'unsupported-kind' })
    else
      for (const { text } of (end as Awaited<ReturnType<typeof readHere>>).pages) expect(text.isWellFormed()).toBe(true)
  })

  it('of more than 50 million characters is refused for its length', async () => {
    const bytes = new Uint8Array(60 * MEGABYTE).fill(0x61)
    await expect(readHere('a.txt', bytes)).rejects.toMatchObject({ code: 'too-much-text' })
  })
})
