import type { EngineEvent, GenerateEnd, GenerateRequest } from '../../electron/engine/engine.ts'
import type { Sampling } from '../../electron/engine/sampling.ts'
import { MODEL_SETTINGS_DEFAULTS } from '../../shared/model/model-settings.ts'

const { topP, topK, minP, repeatPenalty, seed } = MODEL_SETTINGS_DEFAULTS
const GREEDY = { temperature: 0, topP, topK, minP, repeatPenalty, seed }

export function ask(question: string, sampling: Partial<Sampling> = {}, systemPrompt = ''): GenerateRequest {
  return {
    turns: [{ role: 'user', text: question }],
    systemPrompt,
    sampling: { ...GREEDY, maxTokens: 200, ...sampling },
    priority: 'chat',
  }
}

export interface Reply {
  readonly text: string
  readonly events: readonly EngineEvent[]
  readonly end: GenerateEnd
}

/** Reads a generation to its end; `onEvent` sees each event and the text so far. */
export async function readReply(
  generation: AsyncGenerator<EngineEvent, GenerateEnd, undefined>,
  onEvent: (event: EngineEvent, text: string) => void = () => undefined,
): Promise<Reply> {
  const events: EngineEvent[] = []
  let text = ''
  for (;;) {
    const step = await generation.next()
    if (step.done) return { text, events, end: step.value }
    if (step.value.type === 'text') text += step.value.text
    events.push(step.value)
    onEvent(step.value, text)
  }
}
