import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'

/** Node 22.15 and later tell what the system trusts. */
const library: typeof tls & { readonly getCACertificates?: (which: 'system') => string[] } = tls

/** Where Linux keeps what it trusts, in one file: Debian, Fedora, SUSE, and Arch or Alpine. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/**
 * Whom connections trust: Node's own list, and what this computer trusts. A company or a virus scanner that looks into
 * connections installs its certificate there, and without it every download would end. What comes is checked by its
 * checksum all the same.
 */
export function trustedCertificates(): string[] {
  return [...tls.rootCertificates, ...(library.getCACertificates?.('system') ?? certificateBundle(process.env))]
}

/** What Linux trusts, all in one text; SSL_CERT_FILE is how OpenSSL is told of another file. */
export function certificateBundle({
  SSL_CERT_FILE: named = '',
}: Readonly<Record<string, string | undefined>>): string[] {
  for (const path of named === '' ? BUNDLES : [named]) {
    try {
      return [readFileSync(path, 'utf8')]
    } catch {
      // Another system keeps it elsewhere.
    }
  }
  return []
}
