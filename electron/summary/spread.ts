/** `count` of the items, evenly from the first to the last; all of them where there are no more. */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (count <= 0) return []
  if (items.length <= count) return [...items]
  return Array.from({ length: count }, (_, at) => Math.floor(((at + 0.5) * items.length) / count)).flatMap(
    (index) => items[index] ?? [],
  )
}
