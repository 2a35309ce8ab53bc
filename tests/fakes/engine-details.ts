import type { EngineDetails } from '../../shared/model/engine-status.ts'

export const ONE_THREAD: EngineDetails = {
  backend: 'cpu',
  cards: [],
  layers: { offloaded: 0, total: 26 },
  threads: 1,
  flashAttention: false,
  sequences: 1,
  cardMemory: null,
  contextTrained: 8192,
}
