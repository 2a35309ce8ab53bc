import { randomUUID } from 'node:crypto'
import type { QuickOpening } from '../../../shared/model/quick.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Scenes } from './scene.ts'
import { Turn } from './turn.ts'
import type { AgateWindow } from './window.ts'
import { FIGURES, NO_MODEL } from './world.ts'

const CLAUSE =
  'The tenant shall keep the premises in good repair, fair wear and tear excepted, and shall permit the landlord to enter upon reasonable notice.'
const SELECTION = { source: 'selection', text: CLAUSE, words: 24 } as const
export const NOTHING: QuickOpening = { selection: null, isOfferedBefore: false, tooLong: null, copiedWords: 0 }
const ASKED = ['How long does cooked rice keep in the fridge?', 'Wie sagt man „roof works“ auf Deutsch?']

/** The quick window, opened with what another program had selected or copied. */
export async function openQuick(agate: AgateWindow, opening: Partial<QuickOpening> = {}): Promise<void> {
  const { methods, page } = agate
  methods.quick.opening.handle(() => ok(null))
  methods.quick.resize.handle(() => ok())
  methods.quick.recent.handle(() => ok(ASKED))
  methods.quick.pin.handle(() => ok())
  methods.quick.hide.handle(() => ok())
  methods.quick.copiedText.handle(() => ok({ ...SELECTION, source: 'clipboard' }))
  await page.goto(new URL('/quick.html', page.url()).href)
  await page.getByRole('textbox', { name: 'Quick question' }).waitFor()
  await methods.quick.opened.emit({ ...NOTHING, ...opening })
}

async function ask(agate: AgateWindow, question: string): Promise<Turn> {
  await agate.page.getByRole('textbox', { name: 'Quick question' }).fill(question)
  await agate.page.keyboard.press('Enter')
  return Turn.begin(agate.methods)
}

/** Every state of the quick window that has a look of its own. */
export const QUICK_SCENES: Scenes = {
  async 'quick-empty'(agate) {
    await openQuick(agate, { copiedWords: 24 })
    await agate.page.getByRole('list', { name: 'Suggestions' }).waitFor()
  },
  async 'quick-no-model'(agate) {
    agate.world.engine = NO_MODEL
    await openQuick(agate)
  },
  async 'quick-selection'(agate) {
    await openQuick(agate, { selection: SELECTION })
    await agate.page.getByRole('list', { name: 'What to do with this text' }).waitFor()
  },
  async 'quick-too-long'(agate) {
    await openQuick(agate, { tooLong: 412_000 })
  },
  async 'quick-waiting'(agate) {
    await openQuick(agate)
    await ask(agate, 'What does the clause ask of a tenant?')
  },
  async 'quick-writing'(agate) {
    await openQuick(agate)
    const turn = await ask(agate, 'What does the clause ask of a tenant?')
    await turn.write('The tenant has to keep the flat in **good repair**, and')
  },
  async 'quick-answered'(agate) {
    await openQuick(agate, { selection: SELECTION })
    const turn = await ask(agate, 'What does the clause ask of a tenant?')
    await turn.write('Two things:\n\n1. Keep the flat in good repair.\n2. Let the landlord in, after notice.')
    await turn.end({ figures: FIGURES })
    await agate.page.getByRole('button', { name: 'Copy the answer' }).waitFor()
  },
  async 'quick-interrupted'(agate) {
    await openQuick(agate)
    const turn = await ask(agate, 'What does the clause ask of a tenant?')
    await turn.write('The tenant has to keep')
    await turn.end({ replyId: randomUUID(), status: 'interrupted', endReason: 'engine-crash', figures: null })
    await agate.page.getByRole('button', { name: 'Ask again' }).waitFor()
  },
  async 'quick-refused'(agate) {
    await openQuick(agate)
    await agate.page.getByRole('textbox', { name: 'Quick question' }).fill('Summarise this book: …')
    await agate.page.keyboard.press('Enter')
    const stream = await agate.methods.chat.send.next()
    await stream.end(
      err(
        'prompt-too-long',
        'This question has 91,204 tokens, and the model can read 8,192 at once. Nothing was sent.',
      ),
    )
    await agate.page.getByRole('status').waitFor()
  },
}
