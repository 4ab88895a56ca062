// Counts what each client does within a window of time.

/** How much a client may still do, and in how many seconds its window ends. */
export type RateState = { isAllowed: boolean; remaining: number; resetSeconds: number }

export type Rate = {
  /** Counts one more; it is not allowed if it is one too many. */
  count: (client: string, now?: number) => RateState
  /** Takes one back, because it was free, such as an answer with status 304. */
  giveBack: (client: string, now?: number) => RateState
  /** The state without counting: `isAllowed` says whether one more would be. */
  read: (client: string, now?: number) => RateState
}

type Window = { used: number; endsAt: number }

/** Bounds the memory to some megabytes. If there are more, those whose window ends first go. */
const CLIENTS_MAX = 50_000

/** Allows each client `max` in each window, which begins with the first one. */
export function makeRate(
  max: number,
  { windowMs, clientsMax = CLIENTS_MAX }: { windowMs: number; clientsMax?: number }
): Rate {
  const windows = new Map<string, Window>()

  function find(client: string, now: number): Window {
    const window = windows.get(client)
    return window && window.endsAt > now ? window : { used: 0, endsAt: now + windowMs }
  }

  function stateOf({ used, endsAt }: Window, isAllowed: boolean, now: number): RateState {
    const resetSeconds = Math.ceil((endsAt - now) / 1_000)
    return { isAllowed, remaining: Math.max(0, max - used), resetSeconds }
  }

  return {
    count(client, now = Date.now()) {
      const window = find(client, now)
      const isAllowed = window.used < max
      if (isAllowed) window.used += 1
      keepWindow(windows, client, window, { now, clientsMax })
      return stateOf(window, isAllowed, now)
    },
    giveBack(client, now = Date.now()) {
      const window = find(client, now)
      window.used = Math.max(0, window.used - 1)
      return stateOf(window, true, now)
    },
    read(client, now = Date.now()) {
      const window = find(client, now)
      return stateOf(window, window.used < max, now)
    }
  }
}

/** All windows are equally long and are added when they begin, so the first one ends first. */
function keepWindow(
  windows: Map<string, Window>,
  client: string,
  window: Window,
  { now, clientsMax }: { now: number; clientsMax: number }
): void {
  if (windows.get(client) === window) return
  windows.delete(client)
  for (const [other, { endsAt }] of windows) {
    if (endsAt > now && windows.size < clientsMax) break
    windows.delete(other)
  }
  windows.set(client, window)
}
