// Who waits, by client. The clients take turns; within a client, the first one comes first.

export type RoundRobin<Waiter> = {
  add: (client: string, waiter: Waiter) => void
  remove: (client: string, waiter: Waiter) => void
  /** Takes the first waiter of the next client, which then stands last. */
  takeNext: () => Waiter | undefined
  /**
   * Takes the last waiter of the client that has most of them, unless that leaves it fewer than one
   * more makes `client` have: a full line still has room for those who ask for little.
   */
  makeRoomFor: (client: string) => Waiter | undefined
  size: () => number
  /** How many would be taken before one more of a client. */
  before: (client: string) => number
}

export function makeRoundRobin<Waiter>(): RoundRobin<Waiter> {
  // The client whose turn is next stands first.
  const clients = new Map<string, Set<Waiter>>()
  let size = 0

  function remove(client: string, waiter: Waiter): void {
    const own = clients.get(client)
    if (!own?.delete(waiter)) return
    size -= 1
    if (own.size === 0) clients.delete(client)
  }

  return {
    add(client, waiter) {
      const own = clients.get(client) ?? new Set()
      clients.set(client, own.add(waiter))
      size += 1
    },
    remove,
    takeNext() {
      const [next] = clients
      if (!next) return undefined
      const [client, own] = next
      const [waiter] = own
      clients.delete(client)
      clients.set(client, own)
      if (waiter !== undefined) remove(client, waiter)
      return waiter
    },
    makeRoomFor(client) {
      const place = (clients.get(client)?.size ?? 0) + 1
      const [longest] = [...clients].sort(([, a], [, b]) => b.size - a.size)
      if (!longest || longest[1].size <= place) return undefined
      const waiter = [...longest[1]].at(-1)
      if (waiter !== undefined) remove(longest[0], waiter)
      return waiter
    },
    size: () => size,
    before(client) {
      const place = (clients.get(client)?.size ?? 0) + 1
      let turns = 0
      for (const own of clients.values()) turns += Math.min(own.size, place)
      return turns
    }
  }
}
