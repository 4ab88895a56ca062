// A priority queue as a binary heap. Items are objects: undefined means that there is none.

export type Queue<Item> = {
  push(item: Item): void
  /** The item that is before all others, taken out. Undefined if there is none. */
  pop(): Item | undefined
}

/** A queue that gives out first what is before all others. */
export function makeQueue<Item>(isBefore: (one: Item, other: Item) => boolean): Queue<Item> {
  const items: Item[] = []
  return { push, pop }

  function push(item: Item): void {
    let at = items.length
    while (at > 0) {
      const up = (at - 1) >> 1
      const parent = items[up]
      if (parent === undefined || !isBefore(item, parent)) break
      items[at] = parent
      at = up
    }
    items[at] = item
  }

  function pop(): Item | undefined {
    const first = items[0]
    const last = items.pop()
    if (last !== undefined && items.length > 0) sink(last)
    return first
  }

  /** Puts an item in the place of the first, and below all that are before it. */
  function sink(item: Item): void {
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const [one, other] = [items[left], items[left + 1]]
      const isRight = one !== undefined && other !== undefined && isBefore(other, one)
      const child = isRight ? other : one
      if (child === undefined || !isBefore(child, item)) break
      items[at] = child
      at = isRight ? left + 1 : left
    }
    items[at] = item
  }
}
