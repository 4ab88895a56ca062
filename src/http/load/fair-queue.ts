// Lets requests begin one after the other, in turns of the event loop. Queries on SQLite never
// leave the microtask queue: without turns, all requests that arrive together would be answered
// before the loop accepts a connection or reads a request of anybody else.
import { makeRoundRobin, type RoundRobin } from './round-robin.ts'
import { EVENT_LOOP, makeTurns } from './turns.ts'

/** Leaves the queue, because the client has hung up. */
export type Leave = () => void

export type FairQueue = {
  /**
   * Calls `begin` when it is the turn of the client: at once if nothing else began in this turn of
   * the loop. Calls `refuse` instead if that would take, or took, too long; without `refuse` it
   * waits as long as it takes.
   */
  wait: (client: string, begin: () => void, refuse?: () => void) => Leave
  /**
   * Calls `answer` when a refused request may be answered. Refusals wait too: clients that try
   * again at once, on many connections, would else take all the time of the loop.
   */
  refuse: (client: string, answer: () => void) => Leave
  /** Tells of a new connection. */
  accepted: () => void
  /** How many wait to begin. */
  size: () => number
}

export type QueueLimits = {
  /** The longest wait. Who would wait longer is refused. */
  waitMsMax: number
  /** The most requests that wait at the same time. */
  waitingMax: number
}

type Waiter = { begin: () => void; refuse: (() => void) | undefined; since: number }

/** The most refusals that are answered in a turn, beside the request that begins. */
const REFUSALS_A_TURN = 4

const stay = () => {}

/** Clients take turns, so that one with a hundred requests does not delay one with a single one. */
export function makeFairQueue(
  { waitMsMax, waitingMax }: QueueLimits,
  clock = EVENT_LOOP
): FairQueue {
  const waiting = makeRoundRobin<Waiter>()
  const refused = makeRoundRobin<() => void>()
  const isLate = ({ since, refuse }: Waiter) => refuse && clock.now() - since > waitMsMax
  const turns = makeTurns(clock, () => nextOf(waiting, refused, isLate))

  /** Whether the next request of a client waits too long, if turns stay as long as they are. */
  function isTooLong(client: string): boolean {
    const all = waiting.size()
    if (all >= waitingMax) return true
    const average = turns.averageMs()
    return all * average > waitMsMax && waiting.before(client) * average > waitMsMax
  }

  function join<W>(line: RoundRobin<W>, client: string, waiter: W, begin: () => void): Leave {
    if (turns.isTaken()) {
      line.add(client, waiter)
      return () => line.remove(client, waiter)
    }
    turns.take(begin)
    return stay
  }

  const refuseLater = (client: string, answer: () => void) => join(refused, client, answer, answer)
  return {
    wait: (client, begin, refuse) =>
      refuse && isTooLong(client)
        ? refuseLater(client, refuse)
        : join(waiting, client, { begin, refuse, since: clock.now() }, begin),
    refuse: refuseLater,
    accepted: turns.accepted,
    size: waiting.size
  }
}

/** Answers some refusals. Gives what begins next, and undefined if nobody waits at all. */
function nextOf(
  waiting: RoundRobin<Waiter>,
  refused: RoundRobin<() => void>,
  isLate: (waiter: Waiter) => unknown
): (() => void) | undefined {
  for (let left = REFUSALS_A_TURN; left > 0; left -= 1) {
    const answer = refused.takeNext()
    if (!answer) break
    answer()
  }
  for (let left = REFUSALS_A_TURN; left > 0; left -= 1) {
    const next = waiting.takeNext()
    if (!next) return refused.size() > 0 ? stay : undefined
    if (!isLate(next)) return next.begin
    next.refuse?.()
  }
  return stay
}
