import type { EventEmitter } from 'node:events'
import { beforeEach, expect, it, vi } from 'vitest'
import { MainWindow } from '../../../electron/main-window.ts'

/** What is done to Electron's windows, in order. */
const done = vi.hoisted((): string[] => [])
const made = vi.hoisted((): { page: EventEmitter; window: EventEmitter }[] => [])

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  class BrowserWindow extends Emitter {
    readonly webContents = Object.assign(new Emitter(), {
      isDestroyed: () => false,
      send: (channel: string, payload: unknown) => void done.push(`${channel} ${JSON.stringify(payload)}`),
    })
    readonly isDestroyed = () => false
    readonly isMinimized = () => false
    readonly show = () => void done.push('show')
    readonly focus = () => void done.push('focus')
    readonly loadURL = (url: string) => Promise.resolve(void done.push(url))
    constructor() {
      super()
      made.push({ page: this.webContents, window: this })
    }
  }
  return { app: { isPackaged: true }, nativeTheme: { shouldUseDarkColors: false }, BrowserWindow }
})

beforeEach(() => {
  vi.restoreAllMocks()
  done.splice(0)
  made.splice(0)
})

function mainWindow(): MainWindow {
  const ignore = () => undefined
  return new MainWindow({ preload: '', log: ignore, shown: ignore, closed: ignore, pageChanged: ignore })
}

it('a conversation that is to be shown while the window is loading is shown once its page is there', () => {
  const main = mainWindow()
  main.show()
  main.showConversation('a')
  expect(done).toEqual(['app://agate/'])
  made[0]?.page.emit('did-finish-load')
  expect(done.slice(1)).toEqual(['app:openConversation {"id":"a"}'])
})

it('a window that is called before it is painted shows itself only when it is', () => {
  const main = mainWindow()
  main.show()
  main.show()
  expect(done).toEqual(['app://agate/'])
  made[0]?.window.emit('ready-to-show')
  main.show()
  expect(done.slice(1)).toEqual(['show', 'show', 'focus'])
})

it.each([
  { platform: 'darwin', does: ['app://agate/', 'app:command {"name":"models"}'] },
  { platform: 'linux', does: [] },
])('a menu that is used without a window on $platform does $does', ({ platform, does }) => {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform as NodeJS.Platform)
  mainWindow().run('models')
  made[0]?.page.emit('did-finish-load')
  expect(done).toEqual(does)
})
