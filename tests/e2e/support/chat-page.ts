import type { Locator, Page } from '@playwright/test'

/** The window as a person sees it: by role and name, never by class. */
export class ChatPage {
  readonly page: Page
  readonly composer: Locator
  readonly stop: Locator
  readonly answers: Locator
  readonly conversations: Locator

  constructor(page: Page) {
    this.page = page
    this.composer = page.getByRole('textbox', { name: 'Message' })
    this.stop = page.getByRole('button', { name: /^Stop/u })
    this.answers = page.getByRole('article')
    this.conversations = page.getByRole('list', { name: 'Conversations' }).getByRole('listitem')
  }

  async ask(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
  }

  /** The answer's own words, without the figures and buttons under it. */
  async answerText(index = -1): Promise<string> {
    const answer = index < 0 ? this.answers.last() : this.answers.nth(index)
    return (await answer.getByTestId('answer-text').textContent()) ?? ''
  }
}
