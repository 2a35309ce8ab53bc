const UPRIGHT = 1
/** Exif stands at the beginning of a file. */
const SEARCHED_BYTES = 4096
/** The entry “orientation” of Exif (CIPA DC-008, 4.6.5): tag 0x0112, one number of 16 bits; by either order of bytes. */
const ENTRIES = [
  { mark: Buffer.from('0112000300000001', 'hex'), at: 9 },
  { mark: Buffer.from('1201030001000000', 'hex'), at: 8 },
]

/** How a camera was held, from 1 to 8 as Exif counts: its picture is turned back before it is read. */
export function orientationOf(picture: Uint8Array): number {
  if (picture[0] !== 0xff || picture[1] !== 0xd8) return UPRIGHT
  const head = Buffer.from(picture.subarray(0, SEARCHED_BYTES))
  for (const { mark, at } of ENTRIES) {
    const found = head.indexOf(mark)
    const value = found < 0 ? UPRIGHT : (head[found + at] ?? UPRIGHT)
    if (value > UPRIGHT && value <= 8) return value
  }
  return UPRIGHT
}
