import { describe, expect, it } from 'vitest'
import { isAllowedAddress } from '../../../electron/egress/allowed-address.ts'

describe('the addresses that Agate may talk to', () => {
  it.each([
    'https://huggingface.co/a/b/resolve/c/d.gguf',
    'https://HuggingFace.co/',
    'https://cdn-lfs.huggingface.co/x',
    'https://cas-bridge.xethub.hf.co/x?signature=1',
    'https://huggingface.co:443/',
  ])('include %s', (address) => expect(isAllowedAddress(new URL(address))).toBe(true))

  it.each([
    'http://huggingface.co/',
    'https://huggingface.co.example.org/',
    'https://huggingface.co./',
    'https://nothuggingface.co/',
    'https://example.org/huggingface.co',
    'https://hf.co/',
    'https://xhf.co/',
    'https://huggingface.co:8443/',
    'https://me@huggingface.co/',
    'https://huggingface.co@example.org/',
    'https://127.0.0.1/',
    'https://xn--huggngface-1pb.co/',
    'file:///etc/hosts',
    'ftp://huggingface.co/',
    'data:text/plain,x',
  ])('do not include %s', (address) => expect(isAllowedAddress(new URL(address))).toBe(false))
})
