import { describe, expect, it } from 'vitest'
import { safeLink } from '../../../electron/safe-link.ts'

describe('safeLink', () => {
  it.each(['https://example.org/a?b#c', 'http://example.org/', 'mailto:someone@example.org'])('lets %s out', (url) => {
    expect(safeLink(url)).toBe(url)
  })

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hi',
    'smb://host/share',
    'vscode://file/x',
    'agate://ask',
    'https://user:secret@example.org/',
    'not a link',
    '',
  ])('keeps %s in', (url) => {
    expect(safeLink(url)).toBeNull()
  })
})
