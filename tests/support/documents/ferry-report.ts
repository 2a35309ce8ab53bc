import { type PdfText, writePdf } from './write-pdf.ts'

/** Headings with what stands under them, page by page: a year of an invented ferry. */
const PAGES: readonly (readonly (readonly [heading: string, ...lines: string[]])[])[] = [
  [
    [
      '1 The year in brief',
      'The ferry carried 48,200 passengers in 2025, more than in any year',
      'since the service began in 1974. The crossing was closed on 19 days',
      'because of high water, and on two more for repairs.',
      'The council granted 120,000 pounds for a new landing stage.',
    ],
    [
      '2 Passengers',
      'Most passengers crossed between May and September. Bicycles were',
      'carried on every third crossing. The fare for adults stayed at two',
      'pounds, and children under twelve crossed free of charge.',
    ],
  ],
  [
    [
      '3 The boat',
      'The boat was built in 1991 and is sound. Its engine was replaced in',
      'February by an electric one that needs no fuel on board.',
      'Charging takes four hours, and one charge lasts for a whole day.',
      'The old engine was sold to the museum of the harbour.',
    ],
  ],
  [
    [
      '4 The landing stages',
      'The northern landing stage is forty years old and leans by eleven',
      'centimetres. The engineers advise that it must not be used by more',
      'than thirty people at a time. A new one is to be built in spring 2027.',
      'The southern landing stage was painted and needs no further work.',
    ],
  ],
  [
    [
      '5 Money',
      'Fares brought 71,400 pounds. The service cost 96,000 pounds, of which',
      'wages were two thirds. The council of the town pays the difference.',
    ],
    [
      '6 Next year',
      'From March the ferry will cross every twenty minutes instead of thirty.',
      'Tickets can then be paid by card on board.',
    ],
  ],
]

const LEFT = 72
const TOP = 760
const HEADING = { size: 17, below: 28, above: 26 }
const LINE = { size: 12, below: 18 }

/** A report of four pages about a ferry, with headings and whole sentences. */
export function writeReport(): Uint8Array<ArrayBuffer> {
  return writePdf(
    PAGES.map((sections) => drawn(sections)),
    { title: 'The ferry at Selby in 2025' },
  )
}

function drawn(sections: readonly (readonly string[])[]): PdfText[] {
  const texts: PdfText[] = []
  let y = TOP
  for (const [heading = '', ...lines] of sections) {
    texts.push({ text: heading, x: LEFT, y, size: HEADING.size })
    y -= HEADING.below
    for (const text of lines) {
      texts.push({ text, x: LEFT, y, size: LINE.size })
      y -= LINE.below
    }
    y -= HEADING.above
  }
  return texts
}
