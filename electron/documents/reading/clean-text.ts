/* What reaches a model or a page on the screen is text and nothing that acts on text. */

/**
 * Controls, bidirectional marks and overrides, zero-width characters, the byte order mark and tag characters. The joiners
 * U+200C and U+200D stay, for Persian, Indic scripts and emoji are misspelt without them.
 */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- Control characters are what it is about.
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
const JOINERS = /[\u200c\u200d]/gu
/** Letters of the Latin alphabet are never joined: there the joiners only hide something. */
const JOINER_IN_LATIN = /(?<=[\p{Script=Latin}\p{Nd}])[\u200c\u200d]+(?=[\p{Script=Latin}\p{Nd}])/gu
const LIGATURES = /[\ufb00-\ufb06]/gu

/** Most text: nothing in it can be wrong, and looking at Unicode's properties takes longer than all else. */
const PLAIN = /^[\t\n\r -~]*$/u

/** One line or paragraph without what cannot be seen; white space is what it was. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text
  const spelt = text.replace(LIGATURES, (ligature) => ligature.normalize('NFKC'))
  return spelt.toWellFormed().replace(INVISIBLE, '').replace(JOINER_IN_LATIN, '')
}

/** The same, with every run of white space made one space. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ').trim()
}

/** In scripts without spaces every sign counts, as in the usual word counts. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}](?:(?:[\p{L}\p{N}\p{M}'’.,_-]|\p{Join_Control})*[\p{L}\p{N}\p{M}])?/gu

export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0
}

/** Characters that can be seen. */
export function visibleLength(text: string): number {
  return text.replace(/\s/gu, '').replace(JOINERS, '').length
}

/** More of it than this, and the text is noise: what is left makes wrong words. */
export const GARBLED_SHARE = 0.05

/** Visible characters. A page with fewer may be a picture with a stamp or a number on it. */
const LITTLE_TEXT = 20

/** Whether a page says next to nothing, or noise, so that its pictures may be what it is about. */
export function isPoorText(text: string): boolean {
  return visibleLength(text) < LITTLE_TEXT || garbledShare(text) > GARBLED_SHARE
}

/** The share of visible characters that stand for nothing: replacement, private use, unassigned, controls. */
export function garbledShare(text: string): number {
  const visible = visibleLength(text)
  if (visible === 0) return 0
  const bad = text.match(/[\ufffd\p{Co}\p{Cn}]|[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu) // eslint-disable-line no-control-regex -- They are looked for.
  return (bad?.length ?? 0) / visible
}
