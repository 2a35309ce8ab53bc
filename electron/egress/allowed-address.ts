/**
 * The whole of the internet that Agate may talk to: Hugging Face and the hosts its downloads are redirected to.
 * Exact on purpose: `https://huggingface.co.example.org`, a port, a user name or a trailing dot are all refused.
 */
export function isAllowedAddress(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && !hasCredentials(url) && isAllowedHost(url.hostname)
}

function isAllowedHost(host: string): boolean {
  return host === 'huggingface.co' || host.endsWith('.huggingface.co') || host.endsWith('.hf.co')
}

function hasCredentials({ username, password }: URL): boolean {
  return username !== '' || password !== ''
}
