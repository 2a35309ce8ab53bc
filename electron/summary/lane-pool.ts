/**
 * Does `work` on all items, up to `lanes` at once, in their order. The first failure stops the others through `signal`;
 * it is thrown once all have ended.
 */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, index: number) => Promise<void>,
  stop: () => void,
): Promise<void> {
  let next = 0
  const errors: unknown[] = []
  const lane = async () => {
    while (next < items.length && errors.length === 0) {
      const index = next++
      const item = items[index]
      if (item === undefined) return
      await work(item, index)
    }
  }
  const guarded = () =>
    lane().catch((error: unknown) => {
      errors.push(error)
      stop()
    })
  await Promise.all(Array.from({ length: Math.max(1, lanes) }, guarded))
  if (errors.length > 0) throw errors[0]
}
