import { randomUUID } from 'node:crypto'
import type { ChatEnd } from '../../../shared/ipc/calls/chat.ts'
import { ok } from '../../../shared/result.ts'
import type { FakeMethods } from '../../fakes/bridge.ts'
import { FIGURES } from './world.ts'

type Stream = Awaited<ReturnType<FakeMethods['chat']['send']['next']>>

/** The answer to a question, as the test writes it. */
export class Turn {
  readonly stream: Stream
  readonly conversationId: string
  readonly userMessageId = randomUUID() as string
  readonly replyId = randomUUID() as string
  /** What was written so far. */
  text = ''

  private constructor(stream: Stream) {
    this.stream = stream
    this.conversationId = stream.input.conversationId ?? randomUUID()
  }

  /** Takes the next question and begins to answer it. */
  static async begin(methods: FakeMethods): Promise<Turn> {
    const turn = new Turn(await methods.chat.send.next())
    const { conversationId, userMessageId, replyId } = turn
    await turn.stream.frame({ started: { conversationId, userMessageId, replyId } })
    return turn
  }

  /** Writes, and waits until the window shows it. */
  async write(text: string): Promise<void> {
    this.text += text
    await this.stream.frame({ text })
    await this.stream.drawn()
  }

  async end(change: Partial<ChatEnd> = {}): Promise<void> {
    const end: ChatEnd = { replyId: this.replyId, status: 'complete', endReason: 'end', figures: FIGURES, ...change }
    await this.stream.end(ok(end))
  }
}
