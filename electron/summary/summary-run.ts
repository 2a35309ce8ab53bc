import type { ReadDocument } from '../../shared/model/document.ts'
import type { JobPhase, PartView, SummaryWish } from '../../shared/model/summary-job.ts'
import type { Summary } from '../../shared/model/summary.ts'
import type { Engine } from '../engine/engine.ts'
import { Asker, type TokenSums } from './asker.ts'
import { assembleSummary } from './assemble-summary.ts'
import { distinctNotes, notSaidIn } from './distinct-notes.ts'
import { type DoneWork, WorkShelf } from './kept-work.ts'
import { inLanes } from './lane-pool.ts'
import { LENGTHS } from './lengths.ts'
import { mergeNotes } from './merge-notes.ts'
import type { Note } from './note.ts'
import type { Part } from './part.ts'
import { type Plan, planDocument } from './plan-document.ts'
import { mergeTasks, partTask } from './planned-work.ts'
import { pointOf } from './point.ts'
import { fenceFor } from './prompts/fence.ts'
import { languageLine } from './prompts/language-line.ts'
import { notesFromBefore, readPart } from './read-part.ts'
import { spread } from './spread.ts'
import type { NotesStore, SummaryEvent, SummaryModel } from './summary-work.ts'
import type { Tools } from './tools.ts'
import { type Speeds, type Task, WorkMeter } from './work-meter.ts'
import { gistAmong, writeGist } from './write-gist.ts'

export interface RunInput {
  readonly document: ReadDocument
  readonly wish: SummaryWish
  readonly model: SummaryModel
  readonly engine: Engine
  readonly store: NotesStore
  /** That the engine has, or had the last time with this model. */
  readonly speeds: () => Speeds
  readonly emit: (event: SummaryEvent) => void
  readonly signal: AbortSignal
}

/** Between two events that tell nothing but progress, in seconds. */
const PROGRESS_EVERY = 0.2

/** One summary, from the text to the end: divides, reads part by part, merges. `run` is called once. */
export class SummaryRun {
  readonly #input: RunInput
  readonly #began = seconds()
  /** Stops the other calls when one fails. */
  readonly #stop = new AbortController()
  readonly #signal: AbortSignal
  readonly #meter = new WorkMeter()
  #plan: Plan | null = null
  #notes: (readonly Note[] | null)[] = []
  #gist: readonly Note[] = []
  #points: readonly Note[] | null = null
  #tokens: TokenSums = { evaluated: 0, generated: 0, reused: 0 }
  #phase: JobPhase = 'planning'
  readonly #running = new Set<Part>()
  #toldAt = 0

  constructor(input: RunInput) {
    this.#input = input
    this.#signal = AbortSignal.any([input.signal, this.#stop.signal])
  }

  /** Throws a WorkStop, or what the store threw. */
  async run(): Promise<void> {
    const { engine, document, wish } = this.#input
    this.#tell(true)
    const plan = await planDocument(engine, document, wish, this.#signal)
    this.#plan = plan
    const tools = this.#tools(plan)
    this.#planned(plan, tools)
    await this.#read(plan, tools)
    await this.#merge(plan, tools)
  }

  /** As far as it goes; null before the text was divided. */
  summary(): Summary | null {
    const plan = this.#plan
    if (plan === null) return null
    const { document, wish, model } = this.#input
    const notes = this.#notes.flatMap((each) => each ?? [])
    const findings = {
      plan,
      parts: plan.parts.map((part, index) => ({ part, notes: this.#notes[index] ?? null })),
      gist: this.#gist,
      points: this.#points ?? spread(distinctNotes(notes), LENGTHS[wish.length].points),
      tokens: this.#tokens,
      seconds: seconds() - this.#began,
    }
    return assembleSummary(document, wish, model, findings)
  }

  #tools(plan: Plan): Tools {
    const { engine, store, model, wish } = this.#input
    return {
      asker: new Asker(engine, plan.contextSize, this.#signal),
      shelf: new WorkShelf(store, model, wish.language),
      budget: plan.budget,
      fence: fenceFor(plan.sentences.map(({ text }) => text)),
      language: languageLine(wish.language),
      sentences: plan.sentences,
      ...plan.judge,
    }
  }

  #planned(plan: Plan, tools: Tools): void {
    const whole = plan.parts.length === 1
    this.#notes = plan.parts.map((part) => notesFromBefore({ part, whole }, tools))
    this.#meter.plan(mergeTasks(plan))
    this.#phase = 'reading'
    this.#input.emit({ type: 'planned', parts: plan.parts.map((part, index) => this.#view(part, index)) })
  }

  async #read(plan: Plan, tools: Tools): Promise<void> {
    const whole = plan.parts.length === 1
    const tasks = plan.parts.map((part, index) => partTask(plan, part, index === 0))
    this.#meter.plan(tasks)
    this.#meter.start(seconds(), this.#input.speeds)
    await this.#inLanes(plan.parts, async (part, index) => {
      const task = tasks[index]
      if (task === undefined) return
      const known = this.#notes[index] !== null
      if (!known) {
        this.#running.add(part)
        this.#input.emit({ type: 'part', part: this.#view(part, index) })
      }
      const done = await readPart({ part, whole }, tools, (read, written) => {
        this.#meter.update(task, read, written)
        this.#tell(false)
      })
      this.#running.delete(part)
      this.#notes[index] = done.notes
      this.#finished(task, done)
      if (!known) this.#input.emit({ type: 'part', part: this.#view(part, index) })
    })
  }

  async #merge(plan: Plan, tools: Tools): Promise<void> {
    const { points: wanted, gist } = LENGTHS[this.#input.wish.length]
    const tasks = mergeTasks(plan)
    const notes = this.#notes.flatMap((each) => each ?? [])
    this.#phase = 'merging'
    this.#tell(true)
    // A single part was asked for its gist with its notes.
    if (plan.parts.length === 1) {
      const at = gistAmong(notes)
      this.#gist = notes.slice(at, at + 1)
      this.#points = spread(notes.toSpliced(at, 1), wanted)
      return
    }
    const points = await mergeNotes(notes, wanted, tools, async (groups, merge) => {
      const merged: Note[][] = groups.map(() => [])
      await this.#inLanes(groups, async (group, index) => {
        const done = await merge(group)
        merged[index] = [...done.notes]
        this.#finished(tasks.shift() ?? null, done)
      })
      return merged
    })
    this.#points = points
    const written = await writeGist(points, gist, tools)
    this.#gist = written.notes
    this.#points = notSaidIn(points, written.notes)
    this.#finished(tasks.pop() ?? null, written)
    this.#meter.drop(tasks)
    this.#tell(true)
  }

  #inLanes<Item>(items: readonly Item[], work: (item: Item, index: number) => Promise<void>): Promise<void> {
    // Background work leaves one of the engine's sequences to the person.
    const lanes = (this.#input.engine.status().details?.sequences ?? 1) - 1
    return inLanes(items, lanes, work, () => this.#stop.abort())
  }

  /** A call that was not planned for counts nothing. */
  #finished(task: Task | null, { evaluated, generated, reused, fromBefore }: DoneWork): void {
    const sums = this.#tokens
    this.#tokens = {
      evaluated: sums.evaluated + evaluated,
      generated: sums.generated + generated,
      reused: sums.reused + reused,
    }
    if (task !== null) this.#meter.finish(task, fromBefore)
    this.#tell(true)
  }

  #view(part: Part, index: number): PartView {
    const notes = this.#notes[index] ?? null
    const state = notes !== null ? 'done' : this.#running.has(part) ? 'running' : 'pending'
    const points = (notes ?? []).map((note) => pointOf(note, this.#plan?.sentences ?? []))
    return { index, title: part.path.join(' › '), pages: part.pages, state, points }
  }

  #tell(always: boolean): void {
    const now = seconds()
    if (!always && now - this.#toldAt < PROGRESS_EVERY) return
    this.#toldAt = now
    const pages = [...this.#running].flatMap((part) => part.pages)
    const done = this.#notes.filter((notes) => notes !== null).length
    this.#input.emit({
      type: 'progress',
      progress: {
        phase: this.#phase,
        parts: { total: this.#notes.length, done },
        pages: pages.length > 0 ? [Math.min(...pages), Math.max(...pages)] : null,
        tokens: this.#meter.tokens,
        secondsLeft: this.#meter.secondsLeft(now),
      },
    })
  }
}

function seconds(): number {
  return performance.now() / 1000
}
