// Keeps the reading threads: each answers one question at a time, and the others wait in a line of
// limited length, in which clients take turns. A thread starts when a question needs it, also in
// place of one that has ended.
import type { Answer, Asker, Readers } from '../../http/apart.ts'
import { LIMITS } from '../../http/limits.ts'
import { makeRoundRobin, type RoundRobin } from '../../http/load/round-robin.ts'
import { OVERLOADED, type Problem, unavailable } from '../../http/problems.ts'
import { toError } from './failures.ts'
import type { FromThread, Orders } from './messages.ts'
import { startThread, type Thread } from './start-thread.ts'

const SCRIPT = new URL('./thread.ts', import.meta.url)

export type PoolOptions = {
  /** The most threads that run. */
  threads: number
  /** A thread that takes longer for an answer, or for a piece of a file, is replaced. */
  seconds: number
  /** Called with the error that ended a thread. */
  report?: (error: Error) => void
  /** Only tests set these. */
  script?: URL
  waitingMax?: number
}

/** So many threads that take too long are replaced at the same time; then questions wait. */
const ENDING_MAX = 4

type Place = { start: (thread: Thread) => void; refuse: (error: Error) => void }
export function startReaders(
  orders: Orders,
  {
    threads: most,
    seconds,
    report,
    script = SCRIPT,
    waitingMax = LIMITS.readsWaitingMax
  }: PoolOptions
): Readers {
  const running = new Set<Thread>()
  const idle = new Set<Thread>()
  /** Threads that were given up, but cannot end before their statement has. */
  let ending = 0
  const line = makeRoundRobin<Place>()
  let isClosed = false
  let asked = 0

  const startOne = (): Thread => {
    const thread = startThread(script, orders, {
      seconds,
      left(error) {
        running.delete(thread)
        idle.delete(thread)
        ending += 1
        if (error && !isClosed) report?.(error)
        serveLine()
      },
      ended() {
        ending -= 1
        serveLine()
      }
    })
    running.add(thread)
    return thread
  }
  const freeThread = (): Thread | undefined => {
    const mayStart = running.size < most && ending < ENDING_MAX
    const [thread = mayStart ? startOne() : undefined] = idle
    if (thread) idle.delete(thread)
    return thread
  }
  const serveLine = () => {
    if (isClosed || line.size() === 0) return
    const thread = freeThread()
    if (thread) line.takeNext()?.start(thread)
  }
  const giveBack = (thread: Thread) => {
    if (running.has(thread)) idle.add(thread)
    serveLine()
  }
  const takeThread = async ({ client, gone }: Asker): Promise<Thread> => {
    if (isClosed) throw busy()
    gone.throwIfAborted()
    const thread = freeThread()
    if (thread) return thread
    if (line.size() >= waitingMax) {
      const last = line.makeRoomFor(client)
      if (!last) throw busy()
      last.refuse(busy())
    }
    const { promise, resolve, reject } = Promise.withResolvers<Thread>()
    const place = { start: resolve, refuse: reject }
    line.add(client, place)
    gone.addEventListener('abort', () => leave(line, client, place), { once: true })
    return promise
  }

  return {
    async ask(question, asker) {
      const thread = await takeThread(asker)
      asked += 1
      const id = asked
      try {
        return answerOf(await thread.call({ kind: 'ask', id, question }), thread)
      } finally {
        giveBack(thread)
      }
    },
    async close() {
      isClosed = true
      for (let place = line.takeNext(); place; place = line.takeNext()) place.refuse(busy())
      await Promise.all([...running].map((thread) => thread.end()))
    }
  }
}

function busy(): Problem {
  return unavailable(OVERLOADED, LIMITS.retryAfterSeconds, 'reading')
}

/** Nobody waits for this answer any more, so nobody makes it. */
function leave(line: RoundRobin<Place>, client: string, place: Place): void {
  line.remove(client, place)
  place.refuse(unavailable('The client has gone.'))
}

function answerOf(message: FromThread, thread: Thread): Answer {
  if (message.kind === 'failure') throw toError(message.failure)
  if (message.kind !== 'answer') throw new Error(`a thread answered a question by ${message.kind}`)
  const { kind: _, id, body, ...head } = message
  return { ...head, body: body ? bufferOf(body) : piecesOf(id, thread) }
}

/**
 * The pieces of a file; each is made when it is wanted. This is no generator, because a generator
 * that nobody has begun to read cannot tell the thread that nobody will.
 */
function piecesOf(id: number, thread: Thread): AsyncIterableIterator<Buffer> {
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      const message = await thread.call({ kind: 'more', id })
      if (message.kind === 'failure') throw toError(message.failure)
      return message.kind === 'piece'
        ? { value: bufferOf(message.bytes), done: false }
        : { value: undefined, done: true }
    },
    async return() {
      thread.tell({ kind: 'stop', id })
      return { value: undefined, done: true }
    }
  }
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
