import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Summary } from '../../../shared/model/summary.ts'

const docs = join(import.meta.dirname, '../../../docs')
const published = (name: string) => readFileSync(join(docs, name), 'utf8')

describe('The published format of a summary', () => {
  it('has the schema by which Agate itself checks what it prints', () => {
    const { title, ...schema }: Record<string, unknown> = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(published('agate.summary.schema.json')))
    expect(title).toBe('agate.summary/1')
    // As read: fields that come later do not make an object another format.
    expect(schema).toEqual(z.toJSONSchema(Summary, { io: 'input' }))
  })

  it('has an example that is one', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/u.exec(published('summary-format.md')) ?? []
    expect(Summary.safeParse(JSON.parse(example)).error).toBeUndefined()
  })
})
