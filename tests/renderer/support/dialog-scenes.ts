import { ok } from '../../../shared/result.ts'
import { finishedJob } from './water-report.ts'
import { openReport } from './document-scenes.ts'
import { addUsualConversations, type Scenes } from './scene.ts'
import type { AgateWindow } from './window.ts'

/** The settings of quick questions, with a hotkey that another program has. */
export async function openQuickSettings(agate: AgateWindow): Promise<void> {
  const { app, quick } = agate.methods
  app.startsAtLogin.handle(() => ok(false))
  quick.hotkey.handle(() =>
    ok({
      accelerator: 'Alt+Shift+Space',
      status: 'taken',
      message: 'Another program has Alt Shift Space. Choose other keys, or set it in the desktop’s own settings.',
      proven: false,
      command: '/opt/Agate/agate --quick-ask',
    }),
  )
  quick.record.handle(() => ok())
  addUsualConversations(agate)
  await agate.load()
  await app.command.emit({ name: 'quick-settings' })
  await agate.page.getByRole('dialog', { name: 'Quick questions' }).waitFor()
}

/** What lies over the window. */
export const DIALOG_SCENES: Scenes = {
  async 'quick-settings'(agate) {
    await openQuickSettings(agate)
    await agate.page.locator('summary').click()
  },
  async keys(agate) {
    addUsualConversations(agate)
    await agate.load()
    await agate.page.keyboard.press('F1')
    await agate.page.getByRole('dialog', { name: 'Keys' }).waitFor()
  },
  async copied(agate) {
    await openReport(agate, { job: finishedJob() })
    await agate.page.getByRole('button', { name: 'Copy the summary' }).click()
    await agate.page.getByRole('group', { name: /copied/u }).waitFor()
  },
}
