// Keeps workers of node:cluster: forks them, replaces those that end, and closes them together. All
// workers accept connections from one shared socket. By default node:cluster lets the primary
// distribute connections in turn, which is more even. But a connection that is given to a dying
// worker is then never answered and never closed (measured: one for each worker killed under load).
import cluster, { type Worker } from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Replaced } from '../telemetry/telemetry.ts'
import { watchAlive } from './alive.ts'
import { isClosed } from './tell-closed.ts'
import type { Orders } from './worker.ts'

/**
 * The wait before a restart. It doubles with each death of the same worker within the window, so
 * that a worker that cannot live does not keep the machine busy.
 */
const RESTART_MS = 100
/** Short enough that the service recovers within five seconds after a missing resource returns. */
const RESTART_MS_MAX = 3_000
const WINDOW_MS = 30_000
/** This many deaths before listening, while no other worker listens, count as a permanent fault. */
const STILLBORN_MAX = 5

export type Workers = {
  /** Rejects when no worker can be expected to listen. */
  failed: Promise<never>
  /** Lets all workers finish their work after a signal; throws if one could not. */
  close: (signal?: NodeJS.Signals) => Promise<void>
  /** Ends all workers at once. */
  kill: () => void
}

/** One worker, from its fork to its end. */
type Life = { worker: Worker; isListening: boolean; isClosed: boolean; ended: Promise<Ending> }
/** `reason` is the message of the worker itself, `how` that of the system. */
type Ending = { isClean: boolean; how: string; why: Replaced; reason: string | undefined }

/**
 * Starts the workers, and replaces each one that ends or hangs, until they are closed. `count` is
 * told of each that is replaced.
 */
export function keepWorkers(
  config: Config,
  log: Logger,
  count: (why: Replaced) => void = () => {}
): Workers {
  cluster.schedulingPolicy = cluster.SCHED_NONE
  cluster.setupPrimary({ exec: fileURLToPath(new URL('./worker.ts', import.meta.url)) })
  const { promise: failed, reject } = Promise.withResolvers<never>()
  const lives = new Set<Life>()
  const stillborn = countRecent()
  let closing = false
  let hasServed = false

  const tellIfAllClosed = () => {
    if (!closing || ![...lives].every(({ isClosed }) => isClosed)) return
    for (const { worker } of lives) worker.send({ closed: true }, () => {})
  }
  const live = async (name: string) => {
    const life = startWorker({ name, config }, tellIfAllClosed)
    lives.add(life)
    const ending = await life.ended
    lives.delete(life)
    tellIfAllClosed()
    hasServed ||= life.isListening
    return {
      ...ending,
      workerPid: life.worker.process.pid,
      deathsInVain: life.isListening ? 0 : stillborn()
    }
  }
  const keep = async (name: string) => {
    const deaths = countRecent()
    while (!closing) {
      const { workerPid, how, why, reason, deathsInVain } = await live(name)
      if (closing) return
      // A worker that names its reason before any worker has served, such as a port in use, would
      // end a single process too.
      const isAnyListening = [...lives].some(({ isListening }) => isListening)
      if (reason && !hasServed && !isAnyListening) return giveUp(reason)
      if (deathsInVain >= STILLBORN_MAX && !isAnyListening) {
        return giveUp(
          `${deathsInVain} workers ended before they listened; the last ` +
            `${how}${reason ? `: ${reason}` : ''}.`
        )
      }
      const delay = Math.min(RESTART_MS * 2 ** (deaths() - 1), RESTART_MS_MAX)
      count(why)
      log.error({ workerPid, reason, delay }, `${name} ${how}; another takes its place`)
      await pause(delay)
    }
  }
  const kill = () => {
    for (const { worker } of lives) worker.process.kill('SIGKILL')
  }
  const giveUp = (reason: string) => {
    closing = true
    kill()
    reject(new Error(reason))
  }
  for (let number = 1; number <= config.WEB_CONCURRENCY; number += 1) void keep(`worker ${number}`)

  return {
    failed,
    kill,
    async close(signal = 'SIGINT') {
      closing = true
      for (const { worker } of lives) worker.process.kill(signal)
      const endings = await Promise.all([...lives].map(({ ended }) => ended))
      const bad = endings.find(({ isClean }) => !isClean)
      if (bad) throw new Error(`A worker ${bad.how} while closing`)
    }
  }
}

function startWorker(orders: Orders, onClosed: () => void): Life {
  const worker = cluster.fork({ CORRIDOR_WORKER: JSON.stringify(orders) })
  const { promise: ended, resolve } = Promise.withResolvers<Ending>()
  const life: Life = { worker, isListening: false, isClosed: false, ended }
  let reason: string | undefined
  let hasHung = false
  worker.once('listening', () => {
    life.isListening = true
    watchAlive(worker, orders.config.HANG_TIMEOUT, () => {
      hasHung = true
      worker.process.kill('SIGKILL')
    })
  })
  worker.on('message', (message: unknown) => {
    if (typeof message === 'string') reason = message
    if (!isClosed(message)) return
    life.isClosed = true
    onClosed()
  })
  // A signal ends a worker that has not yet begun to handle it.
  worker.once('exit', (code, signal: string | null) => {
    const ended = signal ? `was ended by ${signal}` : `ended with exit code ${code}`
    const how = hasHung ? 'hung and was ended' : ended
    const isClean = code === 0 || signal === 'SIGTERM' || signal === 'SIGINT'
    resolve({ isClean, how, why: hasHung ? 'hung' : 'ended', reason })
  })
  // Messages that do not reach an ending worker do not matter. But a worker that never started does
  // not exit.
  worker.on('error', (error) => {
    if (worker.process.pid === undefined)
      resolve({
        isClean: false,
        how: 'could not be started',
        why: 'ended',
        reason: error.message
      })
  })
  return life
}

/** Counts the calls within the window, including this one. */
function countRecent(): () => number {
  let times: number[] = []
  return () => {
    const now = performance.now()
    times = [...times.filter((time) => now - time < WINDOW_MS), now]
    return times.length
  }
}
