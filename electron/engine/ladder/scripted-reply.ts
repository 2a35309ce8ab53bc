/**
 * What the tiny model of the self test always answers, in 19 tokens and its end. The fox is made of four byte tokens,
 * so all kinds of tokens take part.
 */
export const SCRIPTED_REPLY = 'Hello! This answer comes from a tiny model 🦊 that always says the same.'
