// Lets requests begin one after the other, in turns of the event loop. Queries on SQLite never
// leave the microtask queue: without turns, all requests that arrive together would be answered
// before the loop accepts a connection or reads a request of anybody else.
import { makeRoundRobin, type RoundRobin } from './round-robin.ts'

export type FairQueue = {
  /**
   * Calls `begin` when it is the turn of the client: at once if nothing else began in this turn of
   * the loop. Calls `refuse` instead if that would take, or took, too long; without `refuse` it
   * waits as long as it takes. Returns a function that leaves the queue, for clients that hang up.
   */
  wait: (client: string, begin: () => void, refuse?: () => void) => () => void
  /** How many wait. */
  size: () => number
}

export type QueueLimits = {
  /** The longest wait. Who would wait longer is refused at once. */
  waitMsMax: number
  /** The most requests that wait at the same time. */
  waitingMax: number
}

type Waiter = { begin: () => void; refuse: (() => void) | undefined; since: number }
type Turns = { isTaken: () => boolean; take: (begin: () => void) => void; averageMs: () => number }
type Clock = { nextTurn: (run: () => void) => void; now: () => number }

/** A refusal costs little, but many in one turn would hold up the others. */
const REFUSALS_A_TURN = 10
/** How much the newest turn counts in the average length of turns. */
const NEWEST_TURN = 0.1
/** Added to the most that one turn counts, so that the average can grow from nothing. */
const TURN_MS = 5

const EVENT_LOOP: Clock = { nextTurn: (run) => setImmediate(run), now: () => performance.now() }
const stay = () => {}

/** Clients take turns, so that one with a hundred requests does not delay one with a single one. */
export function makeFairQueue(
  { waitMsMax, waitingMax }: QueueLimits,
  clock = EVENT_LOOP
): FairQueue {
  const waiting = makeRoundRobin<Waiter>()
  const turns = makeTurns(clock, () => nextOf(waiting, (since) => clock.now() - since > waitMsMax))

  /** Whether the next request of a client waits too long, if turns stay as long as they are. */
  function isTooLong(client: string): boolean {
    const all = waiting.size()
    if (all >= waitingMax) return true
    const average = turns.averageMs()
    return all * average > waitMsMax && waiting.before(client) * average > waitMsMax
  }

  return {
    wait(client, begin, refuse) {
      if (!turns.isTaken()) {
        turns.take(begin)
        return stay
      }
      if (refuse && isTooLong(client)) {
        refuse()
        return stay
      }
      const waiter = { begin, refuse, since: clock.now() }
      waiting.add(client, waiter)
      return () => waiting.remove(client, waiter)
    },
    size: waiting.size
  }
}

/** What begins next: that of a waiter, nothing after many refusals, or undefined if nobody waits. */
function nextOf(
  waiting: RoundRobin<Waiter>,
  isLate: (since: number) => boolean
): (() => void) | undefined {
  for (let refused = 0; refused < REFUSALS_A_TURN; refused += 1) {
    const next = waiting.takeNext()
    if (!next?.refuse || !isLate(next.since)) return next?.begin
    next.refuse()
  }
  return stay
}

/** One turn after the other, as long as there is something to begin. */
function makeTurns({ nextTurn, now }: Clock, next: () => (() => void) | undefined): Turns {
  let isTaken = false
  let began = 0
  let averageMs = 0

  function take(begin: () => void): void {
    isTaken = true
    began = now()
    nextTurn(end)
    begin()
  }

  function end(): void {
    // One slow request must not make the next ones look slow.
    const lasted = Math.min(now() - began, 2 * averageMs + TURN_MS)
    averageMs += NEWEST_TURN * (lasted - averageMs)
    const begin = next()
    if (begin) take(begin)
    else isTaken = false
  }

  return { isTaken: () => isTaken, take, averageMs: () => averageMs }
}
