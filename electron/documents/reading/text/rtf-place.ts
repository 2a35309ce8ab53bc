/** What the words of a group are. */
export type Place =
  | 'text'
  | 'silent'
  | 'info'
  | 'title'
  | 'hidden'
  | 'deleted'
  | 'sign'
  | 'note'
  | 'comment'
  | 'edge'
  | 'picture'
  | 'frame'
  | 'property'
  | 'value'

const SILENT =
  'fonttbl colortbl stylesheet nonshppict objdata themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator fldinst xmlnstbl bkmkstart bkmkend filetbl revtbl shprslt atnid atnauthor atndate atnref'
const EDGES = 'header headerl headerr headerf footer footerl footerr footerf'
export const PLACES: ReadonlyMap<string, Place> = new Map([
  ...SILENT.split(' ').map((word) => [word, 'silent'] as const),
  ...EDGES.split(' ').map((word) => [word, 'edge'] as const),
  ['info', 'info'],
  ['listtext', 'sign'],
  ['pntext', 'sign'],
  ['footnote', 'note'],
  ['annotation', 'comment'],
  // What is shown of them stands in a group inside.
  ['result', 'text'],
  ['sp', 'frame'],
  ['sn', 'property'],
  ['sv', 'value'],
])

/** Groups that older programs pass over, and that hold words of the text. */
export const SHOWN = new Set(['shpinst', 'shptxt', 'annotation'])
