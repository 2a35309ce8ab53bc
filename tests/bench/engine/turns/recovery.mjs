import { hasRoom } from '../../app-engine.mjs'
import { told, untilReady } from './watch.mjs'

/** The end of the engine process while it writes. */
export async function recovery({ ask, engine, messages, pid, openBare }, _text, round) {
  const libraryMs = await readyAlone(openBare(engine.status()))
  messages.length = 0
  const reply = ask({ text: `Story ${round}: tell a long story.`, maxTokens: 500, temperature: 1 })
  await told(messages, ({ type }) => type === 'text')
  const began = performance.now()
  process.kill(pid(), 'SIGKILL')
  await reply
  await untilReady(engine)
  const recoveryMs = performance.now() - began
  await hasRoom(engine)
  return { recoveryMs, libraryMs, roomMs: performance.now() - began }
}

/** Milliseconds until a new process of the library alone has the model and a context for one conversation. */
async function readyAlone(bare) {
  const began = performance.now()
  await untilReady(bare)
  const ms = performance.now() - began
  await bare.close()
  return ms
}
