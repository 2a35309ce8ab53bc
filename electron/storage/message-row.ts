import { z } from 'zod'
import { DocumentAnswer } from '../../shared/model/document-answer.ts'
import { EndReason, Message, MessageStatus } from '../../shared/model/message.ts'

const Row = z.object({
  id: z.string(),
  conversation_id: z.string(),
  parent_id: z.string().nullable(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  status: MessageStatus,
  end_reason: EndReason.nullable(),
  model: z.string().nullable(),
  device: z.string().nullable(),
  prompt_tokens: z.int().nullable(),
  tokens: z.int().nullable(),
  tokens_per_second: z.number().nullable(),
  omitted_messages: z.int().nullable(),
  omits_first: z.int(),
  context_size: z.int().nullable(),
  from_documents: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(DocumentAnswer)
    .nullable(),
  created_at: z.int(),
})

/** The one crossing from the table's columns to the message that everything else knows. */
export function messageFromRow(value: unknown): Message {
  const row = Row.parse(value)
  return Message.parse({
    id: row.id,
    conversationId: row.conversation_id,
    parentId: row.parent_id,
    role: row.role,
    text: row.text,
    status: row.status,
    endReason: row.end_reason,
    figures: figuresOf(row),
    fromDocuments: row.from_documents,
    createdAt: row.created_at,
  })
}

function figuresOf(row: z.infer<typeof Row>): Message['figures'] {
  if (row.model === null || row.device === null) return null
  return {
    model: row.model,
    device: row.device,
    promptTokens: row.prompt_tokens ?? 0,
    tokens: row.tokens ?? 0,
    tokensPerSecond: row.tokens_per_second,
    omittedMessages: row.omitted_messages ?? 0,
    omitsFirst: row.omits_first !== 0,
    contextSize: row.context_size,
  }
}
