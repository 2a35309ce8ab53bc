import { describe, expect, it } from 'vitest'
import { proxyFromEnvironment } from '../../../electron/egress/proxy.ts'

describe('the proxy of the environment', () => {
  it.each([
    [{ HTTPS_PROXY: 'http://proxy.example.org:3128' }, 'http://proxy.example.org:3128/'],
    [{ https_proxy: 'proxy.example.org:3128' }, 'http://proxy.example.org:3128/'],
  ])('is read from %o', (env, expected) => expect(proxyFromEnvironment(env)?.href).toBe(expected))

  it.each([{}, { HTTPS_PROXY: '' }, { HTTPS_PROXY: 'socks5://proxy:1080' }, { HTTPS_PROXY: 'https://proxy' }])(
    'is none for %o',
    (env) => expect(proxyFromEnvironment(env)).toBeNull(),
  )
})
