import type { QuickAction } from './quick.ts'

/* What a quick question or an action becomes for the model. Without schemas, so that the small window loads none. */

/** A question this long may have been cut on its way here, and is none that somebody types. */
const RECENT_CHARACTERS = 4000
/** Earlier questions that can be had again with the arrow key. */
const RECENT_MOST = 20

/** Fills in an action. A text that itself holds a placeholder is left as it is. */
export function fillPrompt(prompt: string, values: { selection: string; language: string }): string {
  return prompt.replace(/\{(selection|language)\}/gu, (_whole, name: 'selection' | 'language') => values[name])
}

/** Between a question and the text it is about. */
const ABOUT = '\n\nThe text:\n\n'

/** A question about a text, as one message. */
export function askAbout(question: string, text: string): string {
  return `${question.trim()}${ABOUT}${text}`
}

/** What stands before the text in an action's prompt; it is the same at each use. */
export function promptStart(prompt: string, language: string): string {
  return fillPrompt(prompt.split('{selection}', 1)[0] ?? '', { selection: '', language })
}

/** What stands before the text in each of the actions. */
export function actionStarts(
  {
    quickActions,
    quickLanguage,
  }: { readonly quickActions: readonly QuickAction[]; readonly quickLanguage: string | null },
  locale: string,
): string[] {
  const language = quickLanguage ?? languageName(locale)
  return quickActions.map(({ prompt }) => promptStart(prompt, language)).filter((start) => start !== '')
}

/** The language of a locale such as "de-DE", in English as the prompts are. */
export function languageName(locale: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(locale.split('-', 1)[0] ?? 'en') ?? 'English'
}

/** Questions that can be asked again, from the first messages of quick conversations: without texts, actions and repetitions. */
export function recentQuestions(
  messages: readonly string[],
  { quickActions }: { readonly quickActions: readonly QuickAction[] },
): string[] {
  // The language may have been another one then.
  const starts = quickActions.map(({ prompt }) => prompt.split(/\{(?:selection|language)\}/u, 1)[0] ?? '')
  const questions = messages
    .filter((message) => !starts.some((start) => start !== '' && message.startsWith(start)))
    .map((message) => message.split(ABOUT, 1)[0] ?? '')
    .filter((question) => question.length < RECENT_CHARACTERS)
  return [...new Set(questions)].slice(0, RECENT_MOST)
}

export function countWords(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(/\s+/u).length
}
