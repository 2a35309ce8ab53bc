import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Egress } from '../../../electron/egress/egress.ts'
import { CERTIFICATE, HuggingFaceDouble } from '../../fakes/hugging-face-double.ts'
import { neverAnswer, redirect, serve, stallAfter } from '../../fakes/model-server.ts'
import { DownloadingProgram } from '../../support/downloading-program.ts'
import { DownloadWorkshop, QUICK_LIMITS } from '../../support/download-workshop.ts'

let program: DownloadingProgram
let shop: DownloadWorkshop
let double: HuggingFaceDouble

beforeAll(async () => {
  program = await DownloadingProgram.build()
})
afterAll(() => program.remove())
beforeEach(async () => {
  shop = await DownloadWorkshop.open()
  double = await HuggingFaceDouble.start(shop.server.port)
})
afterEach(async () => {
  await double.stop()
  await shop.close()
})

const url = 'https://huggingface.co/a/b/resolve/c/model.gguf'

/** As on a computer that trusts the double, which stands in the middle as a company's proxy does. */
function trusting(): { env: { SSL_CERT_FILE: string } } {
  const certificate = join(shop.folder, 'certificate.pem')
  writeFileSync(certificate, CERTIFICATE)
  return { env: { SSL_CERT_FILE: certificate } }
}

function order(limits = QUICK_LIMITS) {
  const ports = { port: shop.server.port, proxyPort: double.proxyPort }
  return { target: { ...shop.target, url }, ...ports, limits, killAt: null }
}

describe('a download over TLS', () => {
  it('goes to Hugging Face and on to its other hosts, through a proxy', async () => {
    shop.server.answer(redirect('https://cas-bridge.xethub.hf.co/x?signature=1'), serve())
    // The host has one label more than the certificate's `*.hf.co` covers, so the download must not trust it.
    const mistrusted = await program.run(order(), trusting())
    expect(JSON.parse(mistrusted.output)).toMatchObject({ error: { code: 'untrusted-certificate' } })

    shop.server.answer(redirect('https://cdn.hf.co/x?signature=1'), serve())
    expect(JSON.parse((await program.run(order(), trusting())).output)).toEqual({ ok: true, value: 'published' })
    expect(readFileSync(shop.target.path).equals(shop.body)).toBe(true)
    expect(double.targets).toEqual([
      'huggingface.co:443',
      'cas-bridge.xethub.hf.co:443',
      'huggingface.co:443',
      'cdn.hf.co:443',
    ])
  })

  it('begins anew where a connection through a proxy falls silent', async () => {
    shop.server.answer(neverAnswer, stallAfter(4), serve())
    const patient = { ...QUICK_LIMITS, stallMs: 1000, firstDelayMs: 10 }
    expect(JSON.parse((await program.run(order(patient), trusting())).output)).toEqual({ ok: true, value: 'published' })
    expect(double.targets).toHaveLength(3)
  })

  it('sends nothing to somebody who answers in the place of Hugging Face', async () => {
    const proxy = new URL(`http://127.0.0.1:${String(double.proxyPort)}`)
    const egress = new Egress({ proxy })
    const result = await shop.download({ target: { url }, surroundings: { egress } })
    expect(result).toMatchObject({ ok: false, error: { code: 'untrusted-certificate' } })
    expect(double.targets).toEqual(['huggingface.co:443'])
    expect(shop.server.requests).toEqual([])
  })
})
