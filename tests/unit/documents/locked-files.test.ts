import { describe, expect, it } from 'vitest'
import type { PdfLock } from '../../support/documents/encrypt-pdf.ts'
import { readHere, wholeText } from '../../support/documents/read-here.ts'
import { textPage, writePdf } from '../../support/documents/write-pdf.ts'

const LOCKS: readonly PdfLock[] = ['rc4-40', 'rc4-128', 'aes-128', 'aes-256']
const PAGES = [textPage(['Nobody but you reads this.']), textPage(['Nor this.'])]
const TEXT = 'Nobody but you reads this.\n\nNor this.'

const locked = (lock: PdfLock, userPassword: string, ownerPassword = 'the owner') =>
  writePdf(PAGES, { deflate: true, encryption: { lock, userPassword, ownerPassword } })

describe.each(LOCKS)('A PDF that is locked (%s)', (lock) => {
  it('asks for its password, says when it is wrong, every time, and opens with the right one', async () => {
    const pdf = locked(lock, 'opensesame')
    await expect(readHere('a.pdf', pdf)).rejects.toMatchObject({ code: 'password-needed' })
    for (const wrong of ['opensesam', 'OPENSESAME', '']) {
      const code = wrong === '' ? 'password-needed' : 'wrong-password'
      await expect(readHere('a.pdf', pdf, wrong)).rejects.toMatchObject({ code })
    }
    expect(wholeText(await readHere('a.pdf', pdf, 'opensesame'))).toBe(TEXT)
  })

  it('opens with its owner’s password too', async () => {
    expect(wholeText(await readHere('a.pdf', locked(lock, 'opensesame'), 'the owner'))).toBe(TEXT)
  })

  it('only against changes is read without any', async () => {
    expect(wholeText(await readHere('a.pdf', locked(lock, '')))).toBe(TEXT)
  })
})

describe('A password', () => {
  it('may have letters of any alphabet where the lock is new', async () => {
    const password = 'пароль–密码–é'
    expect(wholeText(await readHere('a.pdf', locked('aes-256', password), password))).toBe(TEXT)
    await expect(readHere('a.pdf', locked('aes-256', password), 'пароль')).rejects.toMatchObject({
      code: 'wrong-password',
    })
  })

  it.each(['rc4-128', 'aes-128'] as const)('may have accents where the lock is old (%s)', async (lock) => {
    expect(wholeText(await readHere('a.pdf', locked(lock, 'café'), 'café'))).toBe(TEXT)
  })
})
