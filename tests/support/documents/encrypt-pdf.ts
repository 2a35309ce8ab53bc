import { createCipheriv, createHash } from 'node:crypto'

/** How a PDF is locked: by the standard security handler of ISO 32000-2, 7.6.4. */
export type PdfLock = 'rc4-40' | 'rc4-128' | 'aes-128' | 'aes-256'

export interface PdfEncryption {
  readonly lock: PdfLock
  /** Empty where everybody may read and only changes are locked. */
  readonly userPassword: string
  readonly ownerPassword: string
}

export interface PdfCipher {
  /** The entry “Encrypt” of the trailer, and what else belongs there. */
  readonly trailer: string
  encrypt(content: Buffer, objectNumber: number): Buffer
}

const PERMISSIONS = -44
const ID = Buffer.from('0123456789abcdef')
const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const SALTS = {
  user: Buffer.from('usersalt'),
  userKey: Buffer.from('userkey!'),
  owner: Buffer.from('ownersal'),
  ownerKey: Buffer.from('ownerkey'),
}
const KEY_BYTES: Readonly<Record<PdfLock, number>> = { 'rc4-40': 5, 'rc4-128': 16, 'aes-128': 16, 'aes-256': 32 }

export function pdfCipher(encryption: PdfEncryption): PdfCipher {
  return encryption.lock === 'aes-256' ? newCipher(encryption) : oldCipher(encryption)
}

/** Revisions 2 to 4: keys by MD5 (algorithms 1 to 5). */
function oldCipher({ lock, userPassword, ownerPassword }: PdfEncryption): PdfCipher {
  const bytes = KEY_BYTES[lock]
  const turns = lock === 'rc4-40' ? 1 : 20
  const hashes = lock === 'rc4-40' ? 0 : 50
  const ownerKey = hashed(padded(ownerPassword === '' ? userPassword : ownerPassword), hashes, 16).subarray(0, bytes)
  const owner = rc4Turns(ownerKey, padded(userPassword), turns)
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(PERMISSIONS)
  const key = hashed(Buffer.concat([padded(userPassword), owner, permissions, ID]), hashes, bytes).subarray(0, bytes)
  const proof = lock === 'rc4-40' ? PAD : md5(Buffer.concat([PAD, ID]))
  const user = Buffer.concat([rc4Turns(key, proof, turns), Buffer.alloc(32)]).subarray(0, 32)
  const [version, revision] = { 'rc4-40': [1, 2], 'rc4-128': [2, 3], 'aes-128': [4, 4], 'aes-256': [5, 6] }[lock]
  const filters = lock === 'aes-128' ? '/CF << /StdCF << /CFM /AESV2 /Length 16 >> >> /StmF /StdCF /StrF /StdCF' : ''
  const entries = `/V ${version ?? 0} /R ${revision ?? 0} /Length ${bytes * 8} /P ${PERMISSIONS} ${filters}`
  return {
    trailer: trailer(`${entries} /O <${hex(owner)}> /U <${hex(user)}>`),
    encrypt: (content, number) => {
      const salt = Buffer.from([number & 255, (number >> 8) & 255, number >> 16, 0, 0])
      const mark = Buffer.from(lock === 'aes-128' ? 'sAlT' : '')
      const objectKey = md5(Buffer.concat([key, salt, mark])).subarray(0, Math.min(16, bytes + 5))
      return lock === 'aes-128' ? aes('aes-128-cbc', objectKey, content) : rc4(objectKey, content)
    },
  }
}

/** Revision 6: keys by the hash of algorithm 2.B. */
function newCipher({ userPassword, ownerPassword }: PdfEncryption): PdfCipher {
  const key = Buffer.from('the key of the file is 32 bytes!')
  const [user, owner] = [Buffer.from(userPassword), Buffer.from(ownerPassword)]
  const none = Buffer.alloc(0)
  const wrap = (by: Buffer) => cipher('aes-256-cbc', by, Buffer.alloc(16), key)
  const U = Buffer.concat([hash2B(user, SALTS.user, none), SALTS.user, SALTS.userKey])
  const O = Buffer.concat([hash2B(owner, SALTS.owner, U), SALTS.owner, SALTS.ownerKey])
  const UE = wrap(hash2B(user, SALTS.userKey, none))
  const OE = wrap(hash2B(owner, SALTS.ownerKey, U))
  const rights = Buffer.from('____\u00ff\u00ff\u00ff\u00ffTadbrand', 'latin1')
  rights.writeInt32LE(PERMISSIONS)
  const perms = cipher('aes-256-ecb', key, null, rights)
  const filters = '/CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF'
  const strings = Object.entries({ O, U, OE, UE, Perms: perms }).map(([name, value]) => `/${name} <${hex(value)}>`)
  return {
    trailer: trailer(`/V 5 /R 6 /Length 256 /P ${PERMISSIONS} ${filters} ${strings.join(' ')}`),
    encrypt: (content) => aes('aes-256-cbc', key, content),
  }
}

function hash2B(password: Buffer, salt: Buffer, user: Buffer): Buffer {
  let key = createHash('sha256')
    .update(Buffer.concat([password, salt, user]))
    .digest()
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const block = Buffer.concat([password, key, user])
    const long = Buffer.concat(Array.from({ length: 64 }, () => block))
    const mixed = cipher('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32), long)
    const rest = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(['sha256', 'sha384', 'sha512'][rest] ?? '')
      .update(mixed)
      .digest()
    last = mixed.at(-1) ?? 0
  }
  return key.subarray(0, 32)
}

function trailer(entries: string): string {
  return `/ID [<${hex(ID)}> <${hex(ID)}>] /Encrypt << /Filter /Standard ${entries} >>`
}

const hex = (bytes: Buffer) => bytes.toString('hex')
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest()

function hashed(bytes: Buffer, times: number, length: number): Buffer {
  let digest = md5(bytes)
  for (let turn = 0; turn < times; turn += 1) digest = md5(digest.subarray(0, length))
  return digest
}

function padded(password: string): Buffer {
  return Buffer.concat([Buffer.from(password, 'latin1'), PAD]).subarray(0, 32)
}

function rc4Turns(key: Buffer, bytes: Buffer, turns: number): Buffer {
  let mixed = bytes
  for (let turn = 0; turn < turns; turn += 1)
    mixed = rc4(
      key.map((byte) => byte ^ turn),
      mixed,
    )
  return mixed
}

/** OpenSSL no longer has it. */
function rc4(key: Uint8Array, bytes: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, at) => at)
  const swap = (one: number, other: number) => {
    const kept = state[one] ?? 0
    state[one] = state[other] ?? 0
    state[other] = kept
  }
  let j = 0
  for (let i = 0; i < 256; i += 1) swap(i, (j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255))
  let i = 0
  j = 0
  return bytes.map((byte) => {
    i = (i + 1) & 255
    swap(i, (j = (j + (state[i] ?? 0)) & 255))
    return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0)
  }) as Buffer
}

function aes(name: string, key: Buffer, content: Buffer): Buffer {
  const start = Buffer.from('sixteen bytes it')
  const machine = createCipheriv(name, key, start)
  return Buffer.concat([start, machine.update(content), machine.final()])
}

function cipher(name: string, key: Buffer, start: Buffer | null, bytes: Buffer): Buffer {
  const machine = createCipheriv(name, key, start).setAutoPadding(false)
  return Buffer.concat([machine.update(bytes), machine.final()])
}
