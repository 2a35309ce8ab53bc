/* What the model wrote before anything was checked. */

/** Records every question about a part and its reply; call the result to get them. */
export function recordReplies(engine) {
  const generate = engine.generate.bind(engine)
  const replies = []
  engine.generate = async function* (request, signal) {
    const events = generate(request, signal)
    const record = { question: request.turns[0].text, text: '', cutOff: false }
    for (;;) {
      const { done, value } = await events.next()
      if (done) {
        record.cutOff = value.reason !== 'end'
        replies.push(record)
        return value
      }
      if (value.type === 'text') record.text += value.text
      yield value
    }
  }
  return replies
}

/** Each line of the replies about parts, judged as it stands. */
export async function rawNotes({ agate }, document, replies) {
  const sentences = agate.sentencesOf(document)
  const { check } = await agate.textTools(document, sentences, null, new agate.Turns())
  const byText = new Map(sentences.map((sentence) => [sentence.text.replaceAll(/\s+/gu, ' ').trim(), sentence]))
  return replies.flatMap(({ question, text, cutOff }) => {
    const shown = question.slice(question.lastIndexOf('~~~', question.lastIndexOf('~~~') - 1))
    const numbered = [...shown.matchAll(/^\[\d+\] (.*)$/gmu)].flatMap(([, line]) => byText.get(line) ?? [])
    if (numbered.length === 0) return []
    return agate.replyLines(text, numbered.length, cutOff).map((line) => {
      const cited = line.numbers.flatMap((number) => numbered[number - 1] ?? [])
      return { text: line.text, cited, passes: check(line.text, cited, numbered) !== null }
    })
  })
}

const NUMBER = /\d+(?:[.,]\d+)*/gu
const NAME = /(?<=[\p{L}\p{N},;:] )\p{Lu}\p{Ll}+/gu

/** Share of the numbers, and of the names, of notes that stand in the sentences they cite; null without any. */
export function precision(notes) {
  const share = (pattern) => {
    const found = notes.flatMap(({ text, cited }) => {
      const quotes = cited.map((sentence) => sentence.text).join(' ')
      return (text.match(pattern) ?? []).map((word) => quotes.includes(word))
    })
    return found.length === 0 ? null : found.filter(Boolean).length / found.length
  }
  return { numbers: share(NUMBER), names: share(NAME) }
}
