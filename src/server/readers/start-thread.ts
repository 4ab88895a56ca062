// One reading thread, as the service sees it.
import { Worker } from 'node:worker_threads'
import { DatabaseUnavailable } from '../../db/store.ts'
import { LIMITS } from '../../http/limits.ts'
import { unavailable } from '../../http/problems.ts'
import type { FromThread, Orders, Ready, ToThread } from './messages.ts'

/** Enough for the largest answers; a thread that wants more is ended and replaced. */
const MEMORY_MB = 256

export type Thread = {
  /**
   * Sends a request, and resolves to its reply. Rejects if the thread ends meanwhile, or is given
   * up because the reply takes too long.
   */
  call: (request: ToThread) => Promise<FromThread>
  /** Sends a request that has no reply. */
  tell: (request: ToThread) => void
  end: () => Promise<void>
}

export type Ends = {
  /** Called once, when nothing is to be asked any more, with the error that ended the thread. */
  left: (error: Error | undefined) => void
  /** Called once, when the thread runs no more. SQLite ends a statement before that. */
  ended: () => void
}

/** Starts a thread that may take so many seconds for a reply. */
export function startThread(
  script: URL,
  orders: Orders,
  { seconds, left, ended }: Ends & { seconds: number }
): Thread {
  const worker = new Worker(script, {
    name: 'reader',
    workerData: orders,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 16 }
  })
  const waiting = new Map<number, PromiseWithResolvers<FromThread>>()
  const ready = Promise.withResolvers<void>()
  let failure: Error | undefined
  let hasLeft = false
  const leave = () => {
    clearTimeout(starting)
    if (hasLeft) return
    hasLeft = true
    for (const { reject } of waiting.values()) reject(threadEnded(failure))
    waiting.clear()
    left(failure)
  }
  const giveUp = (reason: string) => {
    failure ??= new Error(`a reading thread ${reason}`)
    leave()
    void worker.terminate()
  }
  const giveUpReply = (id: number) => {
    const detail = `The answer was not ready after ${seconds} s (HANG_TIMEOUT). Ask for less.`
    waiting.get(id)?.reject(unavailable(detail, LIMITS.retryAfterSeconds, 'reading'))
    giveUp(`did not answer for ${seconds} s`)
  }
  const starting = setTimeout(giveUp, LIMITS.startTimeoutMs, 'did not start').unref()
  worker.on('message', (message: FromThread | Ready) => {
    if (message.kind === 'ready') {
      clearTimeout(starting)
      return ready.resolve()
    }
    waiting.get(message.id)?.resolve(message)
    waiting.delete(message.id)
  })
  worker.on('error', (error) => {
    failure = error
  })
  worker.on('exit', () => {
    leave()
    ended()
  })
  return {
    call(request) {
      if (hasLeft) return Promise.reject(threadEnded(failure))
      const reply = Promise.withResolvers<FromThread>()
      let timer: NodeJS.Timeout | undefined
      waiting.set(request.id, reply)
      worker.postMessage(request)
      // A thread that starts takes as long as its code takes to load.
      void ready.promise.then(() => {
        if (waiting.has(request.id))
          timer = setTimeout(giveUpReply, seconds * 1_000, request.id).unref()
      })
      return reply.promise.finally(() => clearTimeout(timer))
    },
    tell: (request) => worker.postMessage(request),
    async end() {
      await worker.terminate()
    }
  }
}

/** What was asked may be asked again: another thread takes its place. */
function threadEnded(cause: Error | undefined): DatabaseUnavailable {
  return new DatabaseUnavailable(new Error('a reading thread ended', { cause }))
}
