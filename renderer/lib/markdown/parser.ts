import { Marked, type MarkedExtension, type Token, type Tokens } from 'marked'
import { languageName } from './language-name.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ESCAPES[character] ?? character)
}

const WEB_ADDRESS = /^(?:https?:\/\/|mailto:)/iu

/** A link names where it leads, since nothing else in the window does. Anything but web and mail is only text. */
function linkHtml(href: string, inner: string): string {
  const address = href.trim()
  if (!WEB_ADDRESS.test(address)) return inner
  // A picture in a link is a link of its own here, and links cannot be nested.
  const words = inner.replace(/<\/?a\b[^>]*>/gu, '')
  return `<a href="${escapeHtml(address)}" title="${escapeHtml(address)}">${words}</a>`
}

function codeHtml({ text, lang }: Tokens.Code): string {
  const copy =
    '<button type="button" class="icon-btn s copy-code" aria-label="Copy the code" title="Copy the code"></button>'
  return (
    `<div class="code"><header><span>${escapeHtml(languageName(lang ?? ''))}</span>${copy}</header>` +
    `<pre tabindex="0" dir="ltr"><code>${escapeHtml(text)}</code></pre></div>`
  )
}

/**
 * GitHub's Markdown as language models write it: a line break is a line break. HTML is shown as the text it is.
 * Reference definitions are not resolved, because one at the end would change text that was already read.
 */
const OPTIONS: MarkedExtension = {
  gfm: true,
  breaks: true,
  tokenizer: {
    html: () => undefined,
    tag: () => undefined,
    def: () => undefined,
  },
  renderer: {
    code: codeHtml,
    link({ href, tokens }) {
      return linkHtml(href, this.parser.parseInline(tokens))
    },
    image: ({ href, text }) => linkHtml(href, escapeHtml(text === '' ? 'Picture' : `Picture: ${text}`)),
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    table(token) {
      const cells = (row: Tokens.TableCell[]) => row.map((cell) => this.tablecell(cell)).join('')
      const rows = token.rows.map((row) => `<tr>${cells(row)}</tr>`).join('')
      const body = `<thead><tr>${cells(token.header)}</tr></thead><tbody>${rows}</tbody>`
      return `<div class="scroll-x" tabindex="0" role="group" aria-label="Table"><table class="table">${body}</table></div>`
    },
  },
}

/** [1] in an answer that cites: a button that gets its words once they are known. \\[1\\] stays what it is. */
const CITATIONS: MarkedExtension = {
  extensions: [
    {
      name: 'citation',
      level: 'inline',
      start: (text) => text.indexOf('['),
      tokenizer(text) {
        const raw = /^\[\d{1,3}\]/u.exec(text)?.[0]
        return raw === undefined ? undefined : { type: 'citation', raw }
      },
      renderer: ({ raw }) => `<button type="button" class="cite">${escapeHtml(raw)}</button>`,
    },
  ],
}

const plain = new Marked(OPTIONS)
const citing = new Marked(OPTIONS, CITATIONS)

/** A way to read Markdown and write it as HTML, which is not yet safe to show: see sanitise.ts. */
export interface MarkdownDialect {
  lex(text: string): Token[]
  html(token: Token): string
}

function dialect(marked: Marked): MarkdownDialect {
  return { lex: (text) => marked.lexer(text), html: (token) => marked.parser([token]) }
}

export const PLAIN = dialect(plain)
export const CITING = dialect(citing)
