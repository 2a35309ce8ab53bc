export interface TrayActions {
  readonly openAgate: () => void
  readonly quickQuestion: () => void
  readonly quit: () => void
}

export type TrayItem = { readonly label: string; readonly click: () => void } | { readonly type: 'separator' }

/** What the icon in the tray offers: the two windows, and the end. */
export function trayItems({ openAgate, quickQuestion, quit }: TrayActions): TrayItem[] {
  return [
    { label: 'Open Agate', click: openAgate },
    { label: 'Quick question', click: quickQuestion },
    { type: 'separator' },
    { label: 'Quit', click: quit },
  ]
}
