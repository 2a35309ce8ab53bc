import type { ModelFile } from '../../../shared/model/model-file.ts'
import type { ModelOffer } from '../../../shared/model/model-offer.ts'

export const STARTER_FILE: ModelFile = {
  path: '/starter.gguf',
  name: 'SmolLM2 135M (starter)',
  sizeBytes: 98_362_432,
  starter: true,
}

/** As the catalogue has it, not on this computer. */
export const GEMMA: ModelOffer = {
  id: 'gemma',
  name: 'Gemma 2 2B',
  parameters: '2.6 billion',
  quantisation: 'Q4_K_M',
  description: 'The model Agate is made for: good answers, quick enough on most computers.',
  fileName: 'gemma.gguf',
  url: `https://example.org/resolve/${'a'.repeat(40)}/gemma.gguf`,
  revision: 'a'.repeat(40),
  sizeBytes: 1_708_582_752,
  sha256: 'b'.repeat(64),
  licence: 'gemma',
  memory: { layers: 26, kvBytesPerToken: 106_496, vocabulary: 256_000, contextTokens: 8192 },
  starter: false,
  recommended: true,
  fit: { verdict: 'fits', reason: 'It needs about 4.7 GB of memory, and this computer has 16 GB.' },
  download: { id: 'gemma', state: 'absent', progress: null, problem: null, path: null },
  terms: {
    name: 'Gemma Terms of Use',
    url: 'https://ai.google.dev/gemma/terms',
    notice:
      'Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms. By downloading it you agree to these terms and to Google’s Prohibited Use Policy.',
    mustAccept: true,
    missing: true,
  },
  speed: null,
  expected: null,
}

export const GEMMA_LARGE: ModelOffer = {
  ...GEMMA,
  id: 'gemma-9b',
  name: 'Gemma 2 9B',
  description: 'Better at long reasoning.',
  sizeBytes: 5_761_057_888,
  recommended: false,
  fit: {
    verdict: 'tight',
    reason:
      'It needs about 12.4 GB of memory, and 7.1 GB of 16 GB are free now: close other programs for long conversations.',
  },
  download: { ...GEMMA.download, id: 'gemma-9b' },
}

export const GEMMA_HUGE: ModelOffer = {
  ...GEMMA,
  id: 'gemma-27b',
  name: 'Gemma 2 27B',
  description: 'The largest of the family.',
  sizeBytes: 16_645_381_792,
  recommended: false,
  fit: {
    verdict: 'does-not-fit',
    reason: 'It needs at least 19 GB beside other programs, and this computer has 16 GB in all.',
  },
  download: { ...GEMMA.download, id: 'gemma-27b' },
}
