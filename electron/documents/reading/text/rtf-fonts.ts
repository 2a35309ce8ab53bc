/** Code pages by the sets of characters that fonts name (RTF 1.9.1, “\fcharset”). */
const CODE_PAGES: Readonly<Record<string, string>> = {
  77: 'macintosh',
  128: 'cp932',
  129: 'cp949',
  134: 'cp936',
  136: 'cp950',
  161: 'cp1253',
  162: 'cp1254',
  163: 'cp1258',
  177: 'cp1255',
  178: 'cp1256',
  186: 'cp1257',
  204: 'cp1251',
  222: 'cp874',
  238: 'cp1250',
}
const FONT_OR_SET = /\\f(\d{1,5})|\\fcharset(\d{1,3})/gu

/** How letters are coded that are set in a font, by its number; fonts that follow the whole text are not in it. */
export function rtfFonts(source: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  let font = 0
  for (const [, number, set = ''] of source.matchAll(FONT_OR_SET)) {
    if (number !== undefined) font = Number(number)
    const page = CODE_PAGES[set]
    if (page !== undefined) found.set(font, page)
  }
  return found
}

const LEADS: Readonly<Record<string, (byte: number) => boolean>> = {
  cp932: (byte) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc),
  cp936: isWide,
  cp949: isWide,
  cp950: isWide,
}

function isWide(byte: number): boolean {
  return byte >= 0x81 && byte <= 0xfe
}

/** Whether the last of these bytes is the first half of a character. */
export function endsInHalf(bytes: readonly number[], encoding: string): boolean {
  const isLead = LEADS[encoding]
  let half = false
  if (isLead !== undefined) for (const byte of bytes) half = !half && isLead(byte)
  return half
}
