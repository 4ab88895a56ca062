// The primary asks its workers for their figures: a message with a number, and an answer with the
// same number.
import cluster, { type Worker } from 'node:cluster'
import type { Figures } from '../telemetry/registry.ts'

/** A worker that needs longer hangs. The others are shown without it. */
const PATIENCE_MS = 3_000

type Question = { figures: number }
type Answer = { figures: number; values: Figures }

/** Returns the function that asks all workers; those that do not answer in time are left out. */
export function askWorkers(): () => Promise<Figures[]> {
  const waiting = new Map<number, (values: Figures | undefined) => void>()
  let last = 0
  cluster.on('message', (_worker, message: unknown) => {
    if (isAnswer(message)) waiting.get(message.figures)?.(message.values)
  })
  const ask = async (worker: Worker) => {
    const { promise, resolve } = Promise.withResolvers<Figures | undefined>()
    last += 1
    const number = last
    waiting.set(number, resolve)
    const timer = setTimeout(() => resolve(undefined), PATIENCE_MS)
    worker.send({ figures: number } satisfies Question, (error) => error && resolve(undefined))
    const values = await promise
    clearTimeout(timer)
    waiting.delete(number)
    return values ?? []
  }
  return async () => {
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
    const answers = await Promise.all(workers.filter((one) => one.isConnected()).map(ask))
    return answers.filter((values) => values.length > 0)
  }
}

/** Answers the questions of the primary in a worker. */
export function answerPrimary(read: () => Promise<Figures>): void {
  process.on('message', async (message: unknown) => {
    if (!isQuestion(message)) return
    const values = await read().catch(() => [])
    if (process.connected) process.send?.({ figures: message.figures, values } satisfies Answer)
  })
}

function isQuestion(message: unknown): message is Question {
  return typeof message === 'object' && message !== null && 'figures' in message
}

function isAnswer(message: unknown): message is Answer {
  return isQuestion(message) && 'values' in message
}
