/** Raised whenever the same bytes would give another text: documents that were read before are then read anew when they are added again. */
export const READER_VERSION = 9
