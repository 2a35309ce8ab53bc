import type { AgateWindow } from './window.ts'
import { answer, question } from './world.ts'

/** By name, how the window gets into a state that has a look of its own. */
export type Scenes = Readonly<Record<string, (agate: AgateWindow) => Promise<void>>>

export function addUsualConversations({ world }: AgateWindow): void {
  const titles: readonly (readonly [string, number])[] = [
    ['Rename photos by date taken', 0],
    ['What does this clause mean', 0],
    ['Reply to the landlord', 1],
    ['Leaking event listener', 3],
    ['Sourdough, the cold way', 4],
    ['Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz', 5],
    ['Packing list, walking in Wales', 6],
    ['Notes from the parents’ evening', 40],
    ['A poem that rhymes with orange', 41],
  ]
  for (const [title, daysAgo] of titles) world.add(title, [question(title), answer('It is.')], { daysAgo })
}
