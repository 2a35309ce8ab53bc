/** What a model would answer that does as it is told: copies sentences, and cites what it copied. */
export function faithfulAnswer(question: string): string[] {
  return [faithfulLines(question).join('\n')]
}

export function faithfulLines(question: string): string[] {
  const shown = question.slice(question.lastIndexOf('~~~', question.lastIndexOf('~~~') - 1))
  const lines = shown.split('\n').flatMap((line) => {
    const [, number, text] = /^(?:\[(\d+)\]|(?=B\d+ ))/u.test(line) ? (/^\[?(B?\d+)\]? (.*)$/u.exec(line) ?? []) : []
    return number === undefined || text === undefined ? [] : [{ number, text }]
  })
  const every = Math.max(1, Math.floor(lines.length / 8))
  return lines.filter((_, index) => index % every === 0).map(({ number, text }) => `- ${text} [${number}]`)
}
