// Counts what is under way, of each client and of all.

/** One that is under way. `leave` ends it; only the first call counts. */
export type Entry = { leave: () => void }

/** Whose limit is reached: that of the client, or that of all together. */
export type Full = 'client' | 'all'

export type UnderWay = {
  /** Begins one more for a client, unless a limit is reached. */
  enter: (client: string) => Entry | Full
  /** How many of all clients are under way. */
  count: () => number
}

/** Lets `perClient` of each client and `inAll` of all be under way; 0 means no limit. */
export function makeUnderWay({
  perClient,
  inAll = 0
}: {
  perClient: number
  inAll?: number
}): UnderWay {
  const clients = new Map<string, number>()
  let all = 0

  function leave(client: string): void {
    all -= 1
    const left = (clients.get(client) ?? 1) - 1
    if (left > 0) clients.set(client, left)
    else clients.delete(client)
  }

  return {
    enter(client) {
      const own = clients.get(client) ?? 0
      if (perClient > 0 && own >= perClient) return 'client'
      if (inAll > 0 && all >= inAll) return 'all'
      all += 1
      clients.set(client, own + 1)
      let isIn = true
      return {
        leave() {
          if (isIn) leave(client)
          isIn = false
        }
      }
    },
    count: () => all
  }
}
