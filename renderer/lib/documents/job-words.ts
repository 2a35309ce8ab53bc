import type { PageUnit } from '../../../shared/model/document.ts'
import type { JobPhase, JobProgress } from '../../../shared/model/summary-job.ts'
import { longRange } from './page-words.ts'

/** “Reading pages 23 to 26”; where there is only one, its number says nothing. */
export function jobHeadline(unit: PageUnit, pageCount: number, { state, phase, pages, parts }: JobProgress): string {
  if (state === 'waiting') return 'Waiting for its turn'
  if (state === 'paused') return `Paused after ${parts.done} of ${parts.total} parts`
  if (state === 'failed') return `Stopped after ${parts.done} of ${parts.total} parts`
  if (phase === 'merging') return 'Putting the points together'
  if (phase === 'reading') return pages === null || pageCount === 1 ? 'Reading' : `Reading ${longRange(unit, pages)}`
  return 'Dividing the text into parts'
}

export interface PhaseView {
  readonly label: string
  readonly state: 'done' | 'now' | 'later'
}

const ORDER: readonly JobPhase[] = ['planning', 'reading', 'merging']
const LABELS: Readonly<Record<JobPhase, string>> = {
  planning: 'Text taken out',
  reading: 'Reading, checking each point',
  merging: 'Putting together',
}

/** The three steps of a job, with where it is. */
export function phaseViews({ state, phase }: JobProgress): PhaseView[] {
  const at = phase === null ? -1 : ORDER.indexOf(phase)
  return ORDER.map((name, index) => {
    const isNow = index === at && state === 'running'
    return { label: LABELS[name], state: isNow ? 'now' : index < at ? 'done' : 'later' }
  })
}
