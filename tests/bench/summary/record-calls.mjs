/* What a summary asks of the engine, call by call. */

const KINDS = [
  // Begins like a part, and wishes for a line for each sentence.
  {
    kind: 'ask again',
    begins: 'You take notes',
    ends: '\nThe stretch',
    has: 'Add nothing that the sentence does not say',
  },
  { kind: 'part', begins: 'You take notes', ends: '\nThe stretch' },
  { kind: 'merge', begins: 'You get notes', ends: '\nThe notes:' },
  { kind: 'gist', begins: 'You get the main points', ends: '\nThe points:' },
]

/** Records every call: when it began and ended, how far it read, and its tokens. Call it once for each engine. */
export function recordCalls(engine) {
  const generate = engine.generate.bind(engine)
  const calls = []
  engine.generate = async function* (request, signal) {
    const events = generate(request, signal)
    const call = { ...kindOf(request.turns[0].text), start: performance.now(), end: null, read: 0, written: 0 }
    calls.push(call)
    for (;;) {
      const { done, value } = await events.next()
      if (done) {
        call.end = performance.now()
        call.promptTokens = value.promptTokens ?? 0
        call.evaluated = call.promptTokens - (value.reusedTokens ?? 0)
        call.generated = value.tokens ?? 0
        call.stopped = value.reason === 'stopped'
        return value
      }
      if (value.type === 'reading') call.read = value.progress
      if (value.type === 'text') Object.assign(call, { read: 1, written: call.written + 1 })
      yield value
    }
  }
  return calls
}

function kindOf(text) {
  const { kind, ends } = KINDS.find(({ begins, has = '' }) => text.startsWith(begins) && text.includes(has))
  return { kind, shared: text.slice(0, text.lastIndexOf(ends)) }
}

/**
 * Tokens of the parts and merges that a summary has to read, with what they have in common once. What it reads beside
 * these is the beginning again in another lane, and asking again.
 */
export async function budgetsOf(calls, count) {
  const planned = calls.filter(({ kind }) => kind !== 'ask again')
  const beginnings = [...new Set(planned.map(({ shared }) => shared))]
  const tokens = new Map((await count(beginnings)).map((size, at) => [beginnings[at], size]))
  const once = [...tokens.values()].reduce((sum, size) => sum + size, 0)
  return planned.reduce((sum, { promptTokens, shared }) => sum + promptTokens - tokens.get(shared), once)
}
