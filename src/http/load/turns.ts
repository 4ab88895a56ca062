// Turns of the event loop, one after the other as long as there is something to begin.

export type Turns = {
  isTaken: () => boolean
  /** Begins the first turn. */
  take: (begin: () => void) => void
  /** Tells that the loop has accepted a connection in this turn. */
  accepted: () => void
  /** How long turns last, those that only accept connections left out. */
  averageMs: () => number
}

export type Clock = { nextTurn: (run: () => void) => void; now: () => number }

export const EVENT_LOOP: Clock = {
  nextTurn: (run) => setImmediate(run),
  now: () => performance.now()
}

/** How much the newest turn counts in the average length of turns. */
const NEWEST_TURN = 0.1
/** Added to the most that one turn counts, so that the average can grow from nothing. */
const TURN_MS = 5
/**
 * The loop accepts one connection a turn. As long as connections come, nothing begins, for so many
 * turns: else the last of a thousand new ones would wait for a thousand requests.
 */
const ACCEPTING_TURNS_MAX = 50

/** `next` gives what begins in the next turn, and undefined to stop. */
export function makeTurns({ nextTurn, now }: Clock, next: () => (() => void) | undefined): Turns {
  let isTaken = false
  let began = 0
  let averageMs = 0
  let hasAccepted = false
  let acceptingTurns = 0

  function take(begin: () => void): void {
    isTaken = true
    acceptingTurns = 0
    began = now()
    nextTurn(end)
    begin()
  }

  function end(): void {
    if (hasAccepted && acceptingTurns < ACCEPTING_TURNS_MAX) {
      hasAccepted = false
      acceptingTurns += 1
      nextTurn(end)
      return
    }
    if (acceptingTurns === 0) measure()
    const begin = next()
    if (begin) take(begin)
    else isTaken = false
  }

  function measure(): void {
    // One slow request must not make the next ones look slow.
    const lasted = Math.min(now() - began, 2 * averageMs + TURN_MS)
    averageMs += NEWEST_TURN * (lasted - averageMs)
  }

  return {
    isTaken: () => isTaken,
    take,
    accepted() {
      hasAccepted = true
    },
    averageMs: () => averageMs
  }
}
