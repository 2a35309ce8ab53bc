import type { Conversation } from '../../shared/model/conversation.ts'

export interface ConversationGroup {
  readonly name: string
  readonly conversations: readonly Conversation[]
}

const DAYS_IN_WEEK = 7

/** Midnight of the day `daysAgo` days before `now`, in the computer's own time zone, also across a clock change. */
function dayStart(now: Date, daysAgo: number): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime()
}

function groupName(updatedAt: number, now: Date, locale: string): string {
  if (updatedAt >= dayStart(now, 0)) return 'Today'
  if (updatedAt >= dayStart(now, 1)) return 'Yesterday'
  if (updatedAt >= dayStart(now, DAYS_IN_WEEK)) return 'Last seven days'
  const date = new Date(updatedAt)
  const sameYear = date.getFullYear() === now.getFullYear()
  return new Intl.DateTimeFormat(locale, sameYear ? { month: 'long' } : { month: 'long', year: 'numeric' }).format(date)
}

/** Conversations under the time they were last used in. The order is kept. */
export function groupConversations(
  conversations: readonly Conversation[],
  now: Date,
  locale = 'en-GB',
): readonly ConversationGroup[] {
  const groups = new Map<string, Conversation[]>()
  for (const conversation of conversations) {
    const name = groupName(conversation.updatedAt, now, locale)
    const group = groups.get(name)
    if (group) group.push(conversation)
    else groups.set(name, [conversation])
  }
  return [...groups].map(([name, members]) => ({ name, conversations: members }))
}
