/** What a document may ask for at most. Beyond that the whole document is refused, or, where it says so, one page. */
export const READING_LIMITS = {
  pages: 20_000,
  /** Characters of the whole document. */
  characters: 50_000_000,
  /** Characters of one page; a page beyond it is skipped and says so. */
  pageCharacters: 2_000_000,
  archive: {
    entries: 10_000,
    /** Counted while unpacking, for what an archive says about itself may be a lie. */
    totalBytes: 200 * 1024 * 1024,
    /** Unpacked to packed size, of entries above `ratioFromBytes`. */
    ratio: 200,
    ratioFromBytes: 1024 * 1024,
  },
  xml: { depth: 1000, attributeCharacters: 256 * 1024 },
  mail: { depth: 50, messages: 20_000 },
  sheetColumns: 16_384,
  /** Of one picture, told before it is decoded. */
  picturePixels: 50_000_000,
} as const
