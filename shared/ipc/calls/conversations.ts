import { z } from 'zod'
import { Conversation, Title } from '../../model/conversation.ts'
import { Id } from '../../model/id.ts'
import { Message } from '../../model/message.ts'
import { call, event, nothing } from '../define.ts'

/** The list of conversations. */
export const conversations = {
  /** Newest activity first; deleted ones are left out. */
  list: call(nothing, z.array(Conversation), []),
  /** The conversation and its messages, oldest first. */
  open: call(z.object({ id: Id }), z.object({ conversation: Conversation, messages: z.array(Message) }), ['not-found']),
  rename: call(z.object({ id: Id, title: Title }), nothing, ['not-found', 'disk-full']),
  /** To the bin: `restore` brings it back. A running answer in it is stopped first. */
  delete: call(z.object({ id: Id }), nothing, ['not-found', 'disk-full']),
  restore: call(z.object({ id: Id }), nothing, ['not-found', 'disk-full']),
  /** Something about this conversation changed: refetch it and the list. */
  changed: event(z.object({ id: Id })),
}
