// One reading thread, as the service sees it.
import { Worker } from 'node:worker_threads'
import { DatabaseUnavailable } from '../../db/store.ts'
import type { FromThread, Orders, ToThread } from './messages.ts'

/** Enough for the largest answers; a thread that wants more is ended and replaced. */
const MEMORY_MB = 256

export type Thread = {
  /** Sends a request, and resolves to its reply. Rejects if the thread ends meanwhile. */
  call: (request: ToThread) => Promise<FromThread>
  /** Sends a request that has no reply. */
  tell: (request: ToThread) => void
  end: () => Promise<void>
}

/** Starts a thread. `ended` is called once, with the error that ended it, if there is one. */
export function startThread(
  script: URL,
  orders: Orders,
  ended: (error: Error | undefined) => void
): Thread {
  const worker = new Worker(script, {
    name: 'reader',
    workerData: orders,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 16 }
  })
  const waiting = new Map<number, PromiseWithResolvers<FromThread>>()
  let failure: Error | undefined
  let hasEnded = false
  worker.on('message', (message: FromThread) => {
    waiting.get(message.id)?.resolve(message)
    waiting.delete(message.id)
  })
  worker.on('error', (error) => {
    failure = error
  })
  worker.on('exit', () => {
    hasEnded = true
    for (const { reject } of waiting.values()) reject(threadEnded(failure))
    ended(failure)
  })
  return {
    call(request) {
      if (hasEnded) return Promise.reject(threadEnded(failure))
      const reply = Promise.withResolvers<FromThread>()
      waiting.set(request.id, reply)
      worker.postMessage(request)
      return reply.promise
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
