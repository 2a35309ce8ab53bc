import { ScriptedEngine, type ScriptedTurn } from '../../fakes/scripted-engine.ts'

/** An engine whose turns are played by `answer` as they begin; `call` counts them from 1. */
export function answeringEngine(answer: (turn: ScriptedTurn, call: number) => void): ScriptedEngine {
  const engine = new ScriptedEngine()
  const serve = async () => {
    for (let call = 1; ; call += 1) answer(await engine.nextTurn(), call)
  }
  void serve()
  return engine
}

export function questionOf(turn: ScriptedTurn): string {
  return turn.request.turns[0]?.text ?? ''
}
