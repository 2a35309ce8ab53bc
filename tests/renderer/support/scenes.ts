import { MODEL_CRASHES } from '../../../shared/model/engine-status.ts'
import type { Message } from '../../../shared/model/message.ts'
import { err } from '../../../shared/result.ts'
import { answer, FIGURES, NO_MODEL, question, STARTER } from './world.ts'
import { DIALOG_SCENES } from './dialog-scenes.ts'
import { DOCUMENT_SCENES } from './document-scenes.ts'
import { MODEL_SCENES } from './model-scenes.ts'
import { addUsualConversations, type Scenes } from './scene.ts'
import type { AgateWindow } from './window.ts'

const INTEREST = `A little. With monthly interest each payment starts earning sooner, so after ten years you are **£89.81 ahead**.

| Interest added | n | After ten years | Gain over yearly |
|---|--:|--:|--:|
| Yearly | 1 | £11,956.31 | – |
| Quarterly | 4 | £12,029.41 | £73.10 |
| Monthly | 12 | £12,046.12 | £89.81 |

\`\`\`python
def balance(p, r, n, years):
    return p * (1 + r / n) ** (n * years)
print(round(balance(8000, 0.041, 12, 10), 2))  # 12046.12
\`\`\``

const LISTS = `## Before you go

Three things matter more than the rest:

1. **Boots** that you have walked in for a week.
2. A map on paper, because a telephone runs out:
   - the sheet for the *whole* walk
   - and one for the way down
3. Water, \`2 litres\` a day. See [the weather service](https://www.metoffice.gov.uk/).

> The mountain will still be there tomorrow.

---

That is all.`

async function openTalk(agate: AgateWindow): Promise<void> {
  const asked =
    'I have £8,000 to put away for ten years at 4.1 %. Does it matter whether interest is added monthly or yearly?'
  agate.world.add('Monthly or yearly interest', [question(asked), answer(INTEREST)])
  addUsualConversations(agate)
  await agate.load()
  await agate.page.keyboard.press('Control+B')
  await agate.open('Monthly or yearly interest')
}

async function openAnswer(agate: AgateWindow, messages: readonly Partial<Message>[]): Promise<void> {
  agate.world.add('In view', messages)
  addUsualConversations(agate)
  await agate.load()
  await agate.open('In view')
}

/** Every state of the window that has a look of its own. */
export const SCENES: Scenes = {
  ...MODEL_SCENES,
  ...DOCUMENT_SCENES,
  ...DIALOG_SCENES,
  async writing(agate) {
    agate.world.add('Monthly or yearly interest', [
      question(
        'I have £8,000 to put away for ten years at 4.1 %. Does it matter whether interest is added monthly or yearly?',
      ),
      answer(INTEREST),
    ])
    addUsualConversations(agate)
    await agate.load()
    await agate.open('Monthly or yearly interest')
    await agate.world.setEngine({ state: 'writing' })
    const turn = await agate.ask('And if I also add £100 every month?')
    await turn.write(
      'Then what you add matters far more than how often interest is added. Each £100 earns for a little less time than the one before it, and after ten years the payments alone come to about **£14,800**, of which £12,000 is',
    )
  },
  async reading(agate) {
    addUsualConversations(agate)
    await agate.load()
    await agate.world.setEngine({ state: 'reading', progress: 0.6 })
    const turn = await agate.ask('What does this long contract say about notice?')
    await turn.stream.frame({ reading: 0.6 })
    await turn.stream.drawn()
  },
  async loading(agate) {
    addUsualConversations(agate)
    agate.world.engine = {
      ...agate.world.engine,
      state: 'loading',
      progress: 0.43,
      device: null,
      contextSize: null,
      details: null,
      notFaster: null,
      unchecked: null,
      smaller: null,
      tokensPerSecond: null,
      promptTokensPerSecond: null,
    }
    await agate.load()
    await agate.ask('Are you there?')
  },
  async empty(agate) {
    await agate.load()
  },
  async starter(agate) {
    agate.world.engine = STARTER
    await agate.load()
  },
  async 'no-model'(agate) {
    agate.world.engine = NO_MODEL
    addUsualConversations(agate)
    await agate.load()
  },
  async 'no-model-reading'(agate) {
    agate.world.engine = NO_MODEL
    await openAnswer(agate, [question('How long does cooked rice keep in the fridge?'), answer('Three to four days.')])
  },
  async failed(agate) {
    const message =
      '“Gemma 2 2B” stopped the engine three times in a row, the last time while it was being loaded. Your conversations are safe, with what was written. Let its file be checked, try again, perhaps with a smaller context, or choose another model.'
    agate.world.engine = {
      ...agate.world.engine,
      state: 'failed',
      device: null,
      problem: { code: MODEL_CRASHES, message },
    }
    await openAnswer(agate, [question('How long does cooked rice keep in the fridge?'), answer('Three to four days.')])
  },
  async restarting(agate) {
    addUsualConversations(agate)
    await agate.load()
    const turn = await agate.ask('Draft a note to the neighbours about the roof works')
    await turn.write(
      'Dear neighbours,\n\nfrom Monday 7 December until about the middle of January our roof will be repaired. If you',
    )
    await agate.world.setEngine({ state: 'restarting' })
    await turn.end({ status: 'interrupted', endReason: 'engine-crash', figures: null })
  },
  async ends(agate) {
    const short = {
      model: 'Gemma 2 2B',
      device: 'Processor',
      promptTokens: 9,
      tokens: 31,
      tokensPerSecond: 9.26,
      omittedMessages: 6,
      omitsFirst: false,
      contextSize: 8192,
    }
    await openAnswer(agate, [
      question('How do I prune an apple tree?'),
      answer('First take out the three Ds: dead, diseased and', {
        status: 'interrupted',
        endReason: 'app-exit',
        figures: null,
      }),
      question('The Fibonacci numbers below one hundred?'),
      answer('0, 1, 1, 2, 3, 5, 8, 13', { status: 'stopped', endReason: 'user', figures: short }),
      question('All of them'),
      answer('0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55', { status: 'interrupted', endReason: 'disk-full', figures: null }),
    ])
  },
  async lists(agate) {
    await openAnswer(agate, [question('What do I need for a week on foot?'), answer(LISTS)])
  },
  async refused(agate) {
    addUsualConversations(agate)
    await agate.load()
    await agate.composer.fill('Summarise this book: …')
    await agate.composer.press('Enter')
    const stream = await agate.methods.chat.send.next()
    const message =
      'This question has 91,204 tokens, and the model can read 8,192 at once. Nothing was cut and nothing was sent; the question is still in the box. Shorten it and ask again.'
    await stream.end(err('prompt-too-long', message))
  },
  async notices(agate) {
    agate.world.notices = [
      {
        id: 'damaged',
        tone: 'red',
        title: 'The conversations were damaged.',
        message: 'What could be read, 212 of 214, is here. The damaged file is kept as agate.db.damaged-2026-11-23.',
      },
      {
        id: 'settings',
        tone: 'amber',
        title: 'The settings could not be read.',
        message: 'The usual ones are in use; the file is kept as settings.json.damaged-2026-11-23.',
      },
      {
        id: 'plain',
        tone: 'plain',
        title: 'Agate was updated.',
        message: 'A copy of your conversations from before is in the folder backups.',
      },
    ]
    addUsualConversations(agate)
    await agate.load()
  },
  async deleted(agate) {
    await openTalk(agate)
    await agate.page.getByRole('button', { name: 'Actions for this conversation' }).click()
    await agate.page.getByRole('menuitem', { name: 'Move to the bin' }).click()
  },
  async menu(agate) {
    await openAnswer(agate, [question('Hello'), answer('Hello. What would you like to know?')])
    await agate.page.getByRole('button', { name: 'Actions for this conversation' }).click()
  },
  async details(agate) {
    agate.world.engine = STARTER
    agate.world.models = [
      { path: '/a.gguf', name: 'SmolLM2 135M (starter)', sizeBytes: 98_362_432, starter: true },
      { path: '/b.gguf', name: 'Gemma 2 2B', sizeBytes: 1_708_582_752, starter: false },
    ]
    addUsualConversations(agate)
    await agate.load()
    await agate.page.getByRole('button', { name: /^Engine/u }).click()
  },
  async unseen(agate) {
    const figures = { ...FIGURES, omittedMessages: 2 }
    await openAnswer(agate, [
      question('How do I prune an apple tree?'),
      answer('First take out what is dead.'),
      question('And a pear tree?'),
      answer('Much the same.'),
      question('When?'),
      answer('In winter, while it rests.', { figures }),
    ])
  },
  async arabic(agate) {
    await openAnswer(agate, [
      question('ما الفرق بين الطقس والمناخ؟'),
      answer(
        '**الطقس** هو حالة الجو في مكان محدد ووقت قصير، مثل مطر هذا الصباح. أما **المناخ** فهو متوسط الطقس.\n\n- أولا\n- ثانيا\n\nAnd in English again.',
      ),
    ])
  },
  async missing(agate) {
    const { id } = agate.world.add('Gone', [])
    addUsualConversations(agate)
    await agate.load()
    agate.world.messages.delete(id)
    agate.methods.conversations.open.handle(() => err('not-found', 'This conversation is no longer there.'))
    await agate.open('Gone')
  },
}
