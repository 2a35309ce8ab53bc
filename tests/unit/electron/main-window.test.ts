import type { EventEmitter } from 'node:events'
import { beforeEach, expect, it, vi } from 'vitest'
import { MainWindow } from '../../../electron/main-window.ts'

/** What is done to Electron's windows, in order. */
const done = vi.hoisted((): string[] => [])
/** Which button the person takes. */
const choice = vi.hoisted(() => ({ response: 0 }))
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
    readonly reload = () => void done.push('reload')
    readonly destroy = () => void done.push('destroy')
    readonly loadURL = (url: string) => Promise.resolve(void done.push(url))
    constructor() {
      super()
      made.push({ page: this.webContents, window: this })
    }
  }
  const dialog = { showMessageBox: () => Promise.resolve(choice) }
  return { app: { isPackaged: true }, nativeTheme: { shouldUseDarkColors: false }, BrowserWindow, dialog }
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

it('a draft is typed once its page is there, also in a window that is only made for it', () => {
  mainWindow().showConversation('a', 'And how wide?')
  expect(done).toEqual(['app://agate/#conversation=a'])
  made[0]?.page.emit('did-finish-load')
  expect(done.slice(1)).toEqual(['app:openConversation {"id":"a","draft":"And how wide?"}'])
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

it.each([
  { button: 'Load it again', response: 0, does: 'reload' },
  { button: 'Close the window', response: 1, does: 'destroy' },
])(
  'a page that stops three times in a row is not loaded for ever: "$button" does $does',
  async ({ response, does }) => {
    choice.response = response
    mainWindow().show()
    done.splice(0)
    const stop = () => made[0]?.page.emit('render-process-gone', {}, { reason: 'crashed' })
    stop()
    stop()
    expect(done).toEqual(['reload', 'reload'])
    stop()
    await expect.poll(() => done).toEqual(['reload', 'reload', does])
  },
)

it('a page that ended as it should is left alone', () => {
  mainWindow().show()
  done.splice(0)
  made[0]?.page.emit('render-process-gone', {}, { reason: 'clean-exit' })
  expect(done).toEqual([])
})
