// Keeps the reading threads: each answers one question at a time, and the others wait in a line of
// limited length. A thread starts when a question needs it, also in place of one that has ended.
import type { Answer, Readers } from '../../http/apart.ts'
import { OVERLOADED, unavailable } from '../../http/problems.ts'
import { toError } from './failures.ts'
import type { FromThread, Orders } from './messages.ts'
import { startThread, type Thread } from './start-thread.ts'

const SCRIPT = new URL('./thread.ts', import.meta.url)
/** Beyond that, the last one would wait for seconds. */
const WAITING_MAX = 32

export type PoolOptions = {
  /** The most threads that run. */
  threads: number
  /** Called with the error that ended a thread. */
  report?: (error: Error) => void
  /** Only tests set these. */
  script?: URL
  waitingMax?: number
}

type Place = { start: (thread: Thread) => void; refuse: (error: Error) => void }
export function startReaders(
  orders: Orders,
  { threads: most, report, script = SCRIPT, waitingMax = WAITING_MAX }: PoolOptions
): Readers {
  const running = new Set<Thread>()
  const idle = new Set<Thread>()
  const line: Place[] = []
  let isClosed = false
  let asked = 0

  const startOne = (): Thread => {
    const thread = startThread(script, orders, (error) => {
      running.delete(thread)
      idle.delete(thread)
      if (error && !isClosed) report?.(error)
      serveLine()
    })
    running.add(thread)
    return thread
  }
  const freeThread = (): Thread | undefined => {
    const [thread = running.size < most ? startOne() : undefined] = idle
    if (thread) idle.delete(thread)
    return thread
  }
  const serveLine = () => {
    if (isClosed || line.length === 0) return
    const thread = freeThread()
    if (thread) line.shift()?.start(thread)
  }
  const giveBack = (thread: Thread) => {
    if (running.has(thread)) idle.add(thread)
    serveLine()
  }
  const takeThread = async (gone: AbortSignal): Promise<Thread> => {
    if (isClosed) throw unavailable(OVERLOADED)
    const thread = freeThread()
    if (thread) return thread
    if (line.length >= waitingMax) throw unavailable(OVERLOADED)
    const { promise, resolve, reject } = Promise.withResolvers<Thread>()
    const place = { start: resolve, refuse: reject }
    line.push(place)
    gone.addEventListener('abort', () => leave(line, place), { once: true })
    return promise
  }

  return {
    async ask(question, gone) {
      const thread = await takeThread(gone)
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
      for (const { refuse } of line.splice(0)) refuse(unavailable(OVERLOADED))
      await Promise.all([...running].map((thread) => thread.end()))
    }
  }
}

/** Nobody waits for this answer any more, so nobody makes it. */
function leave(line: Place[], place: Place): void {
  const index = line.indexOf(place)
  if (index < 0) return
  line.splice(index, 1)
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
