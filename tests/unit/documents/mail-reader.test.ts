import { describe, expect, it } from 'vitest'
import { readHere, wholeText } from '../../support/documents/read-here.ts'

describe('Mail', () => {
  it('has its date as it is written, and in a mailbox its own words', async () => {
    const mail =
      'From ada@x.org Mon Jan  5 10:00:00 2026\nFrom: ada@x.org\nDate: Mon, 5 Jan 2026 10:00:00 +0100\n\nHello\n>From the sea\n'
    expect(wholeText(await readHere('a.mbox', mail))).toBe(
      'From: ada@x.org\nDate: Mon, 5 Jan 2026 10:00:00 +0100\n\nHello\nFrom the sea',
    )
  })

  const MAIL =
    'From: Ada <ada@example.org>\r\nTo: alan@example.org\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nMIME-Version: 1.0\r\n' +
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n' +
    '<p>See you at the caf=C3=A9.<img src=3D"http://tracker.invalid/x">\r\n--b\r\nContent-Type: application/pdf; name="../../a.pdf"\r\n' +
    'Content-Disposition: attachment; filename="../../a.pdf"\r\n\r\nx\r\n--b--\r\n'

  it('has who, what about and what it says; attachments are named', async () => {
    const document = await readHere('a.eml', MAIL)
    expect(document).toMatchObject({ kind: 'email', unit: 'message', title: 'Café' })
    expect(wholeText(document)).toContain('From: Ada ada@example.org\nTo: alan@example.org')
    expect(wholeText(document)).toContain('See you at the café.')
    expect(wholeText(document)).toMatch(/Attachments, not read: .*a\.pdf$/u)
  })

  const alternative = (text: string, html: string) =>
    'From: shop@example.org\r\nSubject: Invoice\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n' +
    `--b\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n--b--\r\n`

  it('is read from its page where the plain text only says that there is one', async () => {
    const stub = 'Your mail program does not show HTML. Open this message in the browser.'
    const page = `<h1>Invoice 17</h1><p>${'The amount of 90 euros is due on the first of May. '.repeat(5)}</p>`
    const text = wholeText(await readHere('a.eml', alternative(stub, page)))
    expect(text).toContain('Invoice 17')
    expect(text).toContain('The amount of 90 euros is due on the first of May.')
    expect(text).not.toContain('does not show HTML')
  })

  it('is read from its plain text where that says as much as the page', async () => {
    const page = '<p>See you at <b>noon</b>.</p><p>Unsubscribe</p>'
    const text = wholeText(await readHere('a.eml', alternative('See you at *noon*.', page)))
    expect(text).toContain('See you at *noon*.')
    expect(text).not.toContain('Unsubscribe')
  })

  it('in a mailbox has one page for each message', async () => {
    const one = (name: string) =>
      `From ${name}@example.org Mon Jan  5 10:00:00 2026\nFrom: ${name}@example.org\nSubject: About ${name}\n\nFrom here on.\n\n`
    const { pages } = await readHere('all.mbox', one('ada') + one('alan'))
    expect(pages.map(({ label }) => label)).toEqual(['Message 1: About ada', 'Message 2: About alan'])
    expect(pages[1]?.text).toContain('From here on.')
  })
})
