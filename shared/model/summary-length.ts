/** Without a schema, since the entry of the program reads it from the command line. */
export const SUMMARY_LENGTHS = ['short', 'medium', 'long'] as const
export type SummaryLength = (typeof SUMMARY_LENGTHS)[number]
