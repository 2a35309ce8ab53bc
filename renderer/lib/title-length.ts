/** As TITLE_MAX in shared/model/conversation.ts, without the schemas that come with it; a test compares the two. */
export const TITLE_LENGTH = 200
