import type { ReadDocument } from '../../shared/model/document.ts'
import { readDocument } from '../support/documents/stored-document.ts'

export interface AskedOf {
  readonly question: string
  /** In the sentence, or the passage, that answers it. */
  readonly answer: RegExp
}

/** Written by hand after reading; worded otherwise than the text where that was possible. */
export const ABOUT_PACKAGES: readonly AskedOf[] = [
  { question: 'What happens on browsers that are too old to be supported?', answer: /does nothing at all/u },
  { question: 'In which year did the project begin?', answer: /started in February 2014/u },
  { question: 'Which companion library do I need to run it on a server?', answer: /requires a DOM to be present/u },
  { question: 'Is happy-dom a safe choice?', answer: /are not considered safe|happy-dom_ is currently not/u },
  { question: 'Who pays a reward for finding a vulnerability?', answer: /Fastmail/u },
  { question: 'Can the inside of a closed shadow root be cleaned?', answer: /closed shadow root/u },
  { question: 'Which version was the last to work with MSIE?', answer: /latest version supporting MSIE/u },
  { question: 'Where can I see what was thrown out?', answer: /DOMPurify\.removed/u },
  { question: 'How do I allow only HTML and no SVG?', answer: /only need HTML/u },
  { question: 'When was support for Trusted Types added?', answer: /1\.0\.9/u },
  { question: 'How can I check whether it is able to do its job?', answer: /isSupported/u },
  {
    question: 'What is a caret range good for?',
    answer: /breaking changes\s+between `0\.2\.4`|do not modify the left-most/u,
  },
  { question: 'Is the leading v of a version kept?', answer: /character is stripped off/u },
  { question: 'In which order does the command line tool print versions?', answer: /ascending order/u },
  {
    question: 'Why are prerelease versions left out of ranges by default?',
    answer: /not yet fit for public|excluded from range-matching/u,
  },
  { question: 'What does a tilde allow?', answer: /Allows patch-level changes/u },
  { question: 'What is the default increment level?', answer: /Default level is 'patch'/u },
  { question: 'How do I leave the prerelease phase?', answer: /get out of the prerelease phase/u },
  { question: 'Are leading zeros allowed in build metadata?', answer: /including leading\s+zeros/u },
  { question: 'How are the comparators of a set joined?', answer: /joined by whitespace/u },
  { question: 'Which suffix do included files have?', answer: /suffix `\.gypi`/u },
  { question: 'In which language is a .gyp file written?', answer: /contains a Python dictionary/u },
  { question: 'Where are settings kept that apply to every target?', answer: /target_defaults/u },
  { question: 'How do I add a target only for one platform?', answer: /platform-specific targets/u },
]

const PLACES = [
  'Aldermoor',
  'Brackwater',
  'Cinderford',
  'Dunmere',
  'Eastholm',
  'Fallowfield',
  'Greywater',
  'Highmoor',
  'Ironbridge',
  'Jutland Quay',
]
const FACTS = [
  (place: string, n: number) => ({
    text: `The bridge at ${place} was closed for repairs on ${n} March 2031.`,
    question: `When was the bridge at ${place} closed?`,
    answer: new RegExp(`\\b${n} March 2031`, 'u'),
  }),
  (place: string, n: number) => ({
    text: `The warehouse in ${place} holds ${n * 37} barrels of lamp oil.`,
    question: `How many barrels are stored in ${place}?`,
    answer: new RegExp(`\\b${n * 37} barrels`, 'u'),
  }),
]

/** Twenty invented facts in even distances, in text of other documents; each with its question and its page. */
export function needles(filler: string): { document: ReadDocument; asked: (AskedOf & { page: number })[] } {
  const facts = PLACES.flatMap((place, at) => FACTS.map((fact, kind) => fact(place, 3 + at * 2 + kind)))
  const paragraphs = filler.split(/\n\s*\n/u).filter((paragraph) => paragraph.length > 80)
  const size = Math.floor(paragraphs.length / facts.length)
  const pages = facts.map(({ text }, at) => {
    const around = paragraphs.slice(at * size, (at + 1) * size)
    return [...around.slice(0, size / 2), text, ...around.slice(size / 2)].join('\n\n')
  })
  return { document: readDocument('needles.pdf', pages), asked: facts.map((fact, at) => ({ ...fact, page: at + 1 })) }
}
