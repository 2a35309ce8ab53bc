import { describe, expect, it } from 'vitest'
import { takeDropped, type DropPlace } from '../../../electron/dropped-documents.ts'
import type { Attachment } from '../../../shared/model/attachment.ts'
import { err, ok } from '../../../shared/result.ts'

function place(added: Awaited<ReturnType<DropPlace['documents']['add']>>) {
  const shown: string[] = []
  const noticed: string[] = []
  const where: DropPlace = {
    documents: { add: () => Promise.resolve(added) },
    notices: { add: (...notices) => noticed.push(...notices.map(({ message }) => message)) },
    showConversation: (id) => shown.push(id),
  }
  return { where, shown, noticed }
}

const attachment = (conversationId: string) => ({ id: 'a', conversationId }) as Attachment

describe('Files dropped on the small window or the tray', () => {
  it('are shown in the large window', async () => {
    const { where, shown } = place(ok({ attachments: [attachment('one'), attachment('two')], remarks: [] }))
    expect(await takeDropped(['/a.pdf', '/b.pdf'], where)).toBeNull()
    expect(shown).toEqual(['one'])
  })

  it('are refused where they were dropped when none can be read', async () => {
    const { where, shown } = place(ok({ attachments: [], remarks: ['a.bin is no document.'] }))
    expect(await takeDropped(['/a.bin'], where)).toBe('a.bin is no document.')
    expect(shown).toEqual([])
  })

  it('are told of in the large window when some of them were left out', async () => {
    const { where, noticed } = place(ok({ attachments: [attachment('one')], remarks: ['b.bin is no document.'] }))
    expect(await takeDropped(['/a.pdf', '/b.bin'], where)).toBeNull()
    expect(noticed).toEqual(['b.bin is no document.'])
  })

  it('say so when the disk is full', async () => {
    const { where } = place(err('disk-full', 'The disk is full.'))
    expect(await takeDropped(['/a.pdf'], where)).toBe('The disk is full.')
  })
})
