/* What set-up says. All of it goes to stderr: stdout belongs to Agate's own answers. */

/** @param {string} text */
export function say(text) {
  process.stderr.write(`Agate: ${text}\n`)
}

/** A detail of the step that runs. @param {string} text */
export function detail(text) {
  process.stderr.write(`  ${text}\n`)
}

/** Shows that time passes: each second in a terminal, each ten seconds in a log. Returns how to stop. */
export function tick(stream = process.stderr) {
  const started = performance.now()
  const seconds = () => `${Math.round((performance.now() - started) / 1000)} s`
  // The cursor goes back to the start of the line, so that whatever is printed next takes its place.
  const timer = stream.isTTY
    ? setInterval(() => stream.write(`\r  ${seconds()}\r`), 1000)
    : setInterval(() => stream.write(`  ${seconds()}\n`), 10_000)
  return () => clearInterval(timer)
}
