import type { ModelFile } from '../../shared/model/model-file.ts'
import type { NoticeBoard } from '../notice-board.ts'

const HEALTH_NOTICE = 'model-health'

/** Says when the model in use writes nonsense on the processor too, so that it can only be the file. */
export function showHealth(notices: NoticeBoard, { name }: ModelFile, sound: boolean): void {
  if (sound) {
    notices.dismiss(HEALTH_NOTICE)
    return
  }
  const title = 'This model writes nonsense'
  const message =
    `“${name}” answers simple questions with nonsense: the file is damaged, or it is no model for chats. ` +
    'Your conversations are safe. Choose another model, or remove this one and download it again.'
  notices.add({ id: HEALTH_NOTICE, tone: 'amber', title, message })
}
