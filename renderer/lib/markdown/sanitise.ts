import createDOMPurify from 'dompurify'

const purify = createDOMPurify(window)

const WITH_DIRECTION = new Set(['P', 'UL', 'OL', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'TABLE'])

// Each block finds its own direction, so that a quotation in Arabic is set right inside an English answer.
purify.addHook('afterSanitizeAttributes', (node) => {
  if (WITH_DIRECTION.has(node.nodeName)) node.setAttribute('dir', 'auto')
})

const POLICY = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote'],
    ...['strong', 'em', 'del', 'code', 'pre', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...['div', 'header', 'span', 'button'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'start', 'align', 'class', 'dir', 'role', 'tabindex', 'type', 'aria-label'],
  // These hold no address, so they need not look like one.
  ADD_URI_SAFE_ATTR: ['start', 'align', 'tabindex', 'type', 'aria-label'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/iu,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
}

/**
 * The second wall: the parser writes no other element already, and this lets no other through. With labels, [1] becomes
 * a button with the first of them, [2] one with the second, except in code.
 */
export function sanitise(html: string, labels: readonly string[] = []): string {
  if (labels.length === 0) return purify.sanitize(html, POLICY)
  const block = document.createElement('div')
  block.append(purify.sanitize(html, { ...POLICY, RETURN_DOM_FRAGMENT: true }))
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  while (texts.nextNode()) {
    const { currentNode } = texts
    if (currentNode instanceof Text && !currentNode.parentElement?.closest('code, a')) found.push(currentNode)
  }
  for (const text of found) text.replaceWith(...withButtons(text.data, labels))
  return block.innerHTML
}

function withButtons(text: string, labels: readonly string[]): (string | HTMLElement)[] {
  return text.split(/(\s?\[\d{1,3}\])/u).map((piece) => {
    const number = /^\s?\[(\d+)\]$/u.exec(piece)?.[1]
    const label = number === undefined ? undefined : labels[Number(number) - 1]
    if (number === undefined || label === undefined) return piece
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'cite'
    button.value = number
    button.textContent = label
    return button
  })
}
