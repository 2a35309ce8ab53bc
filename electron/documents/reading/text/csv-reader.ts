import { PageWriter } from '../page-writer.ts'
import type { Reader } from '../reader.ts'
import { writeRows } from '../office/rows.ts'
import { decodeText } from './decode-text.ts'
import { guessRemark } from './text-reader.ts'

/** Values between commas, semicolons or tabs, as RFC 4180 quotes them. A formula is text like any other. */
export const readCsv: Reader = async (input) => {
  const decoded = decodeText(input.bytes)
  // Programs that write tables may name the sign first.
  const [named = '', sign] = /^sep=([,;\t|])\r?\n/u.exec(decoded.text) ?? []
  const text = decoded.text.slice(named.length)
  const writer = new PageWriter('part')
  await writeRows(writer, rowsOf(text, sign ?? delimiterOf(text)), 'Rows', input.onPage)
  return writer.finish(null, guessRemark(decoded))
}

export function delimiterOf(text: string): string {
  // A title may stand above the names of the columns.
  const line =
    text
      .slice(0, 10_000)
      .split(/\r?\n/u)
      .find((one) => /[,;\t|]/u.test(one)) ?? ''
  const count = (sign: string) => line.split(sign).length
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function* rowsOf(text: string, delimiter: string): Generator<string[]> {
  let row: string[] = []
  let value = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (quoted) {
      if (sign !== '"') value += sign
      else if (text.charAt(at + 1) === '"') {
        value += sign
        at += 1
      } else quoted = false
    } else if (sign === '"' && value === '' && text.includes(sign, at + 1)) quoted = true
    else if (sign === delimiter) {
      row.push(value)
      value = ''
    } else if (sign === '\n') {
      yield [...row, value.replace(/\r$/u, '')]
      row = []
      value = ''
    } else value += sign
  }
  if (value !== '' || row.length > 0) yield [...row, value]
}
