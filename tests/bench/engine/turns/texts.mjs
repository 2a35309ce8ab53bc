const SAMPLE_WORDS = 100

/** Makes texts of about so many tokens of the engine's model, different from their first word on. */
export async function textMaker(engine) {
  const [tokens] = await engine.countTokens([words(1, SAMPLE_WORDS)], new AbortController().signal)
  return (seed, most) => words(seed, Math.round((most * SAMPLE_WORDS) / tokens))
}

function words(seed, count) {
  return Array.from(
    { length: count },
    (_, at) => `${['river', 'stone', 'lamp', 'fox'][(at * 7 + seed) % 4]}${(at * seed) % 89}`,
  ).join(' ')
}
