import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { PageMessages } from '../../../electron/page-messages.ts'
import type { AgatePublish } from '../../../shared/ipc/contract.ts'

function loadingPage() {
  const page = new EventEmitter()
  const heard: unknown[] = []
  const publish: AgatePublish = (_group, _name, payload) => void heard.push(payload)
  return { page, heard, tell: new PageMessages(page).through(publish) }
}

it('what a page is told while it is loading reaches it, in its order, once it is there', () => {
  const { page, heard, tell } = loadingPage()
  tell('app', 'openConversation', { id: 'a' })
  page.emit('did-navigate')
  tell('app', 'command', { name: 'models' })
  expect(heard).toEqual([])
  page.emit('did-finish-load')
  expect(heard).toEqual([{ id: 'a' }, { name: 'models' }])
  tell('app', 'openConversation', { id: 'b' })
  expect(heard.at(-1)).toEqual({ id: 'b' })
})

it.each(['did-navigate', 'render-process-gone'])('a page that is loaded anew (%s) is waited for again', (event) => {
  const { page, heard, tell } = loadingPage()
  page.emit('did-finish-load')
  page.emit(event)
  tell('app', 'openConversation', { id: 'a' })
  expect(heard).toEqual([])
  page.emit('did-finish-load')
  expect(heard).toEqual([{ id: 'a' }])
})
