import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { expect, it } from 'vitest'
import { certificateBundle, trustedCertificates } from '../../../electron/egress/trusted-certificates.ts'
import { tempFolder } from '../../support/temp-folder.ts'

it('what Node brings is always trusted', () => {
  expect(trustedCertificates()).toEqual(expect.arrayContaining([...rootCertificates]))
})

it('what the computer trusts is read from the file that it names', () => {
  const file = join(tempFolder(), 'trusted.pem')
  writeFileSync(file, 'a certificate of the company')
  expect(certificateBundle({ SSL_CERT_FILE: file })).toEqual(['a certificate of the company'])
})

it('a computer that keeps no such file trusts nobody more', () => {
  expect(certificateBundle({ SSL_CERT_FILE: join(tempFolder(), 'none.pem') })).toEqual([])
})
