// How the primary notices a worker whose event loop hangs: it asks again and again whether the
// worker is alive. Unanswered questions are counted, and no time is taken, because a machine that
// slept has no worker that hangs.
import type { Worker } from 'node:cluster'

const QUESTIONS = 5

/** The question and its answer. */
type Alive = { alive: true }

/** Calls `hangs` once if a worker has answered nothing for so many seconds. */
export function watchAlive(worker: Worker, seconds: number, hangs: () => void): void {
  let unanswered = 0
  const timer = setInterval(
    () => {
      if (unanswered >= QUESTIONS) {
        clearInterval(timer)
        return hangs()
      }
      unanswered += 1
      // A worker that is ending takes no messages, and needs no watch.
      worker.send({ alive: true } satisfies Alive, () => {})
    },
    (seconds * 1_000) / QUESTIONS
  ).unref()
  worker.on('message', (message: unknown) => {
    if (isAlive(message)) unanswered = 0
  })
  worker.once('exit', () => clearInterval(timer))
}

/** Answers the primary in a worker, for as long as its event loop goes round. */
export function sayAlive(): void {
  process.on('message', (message: unknown) => {
    if (isAlive(message) && process.connected) process.send?.(message)
  })
}

function isAlive(message: unknown): message is Alive {
  return typeof message === 'object' && message !== null && 'alive' in message
}
