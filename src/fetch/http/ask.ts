// Asks an upstream until it answers: again after a pause, if what went wrong may pass by itself. A
// library for this (p-retry) was considered: the pause that the upstream asks for, and the time
// that is left for it, would have to be told to it from outside, which is most of this file.
import { setTimeout as pause } from 'node:timers/promises'
import { FetchFailure } from '../failure.ts'
import type { FetchLimits } from '../limits.ts'
import { type Answer, type Ask, exchange, timeIsOver } from './exchange.ts'

/** The time that a question has. `onWait` is told each second of a pause. */
export type Patience = {
  limits: FetchLimits
  /** When the time is over, in milliseconds as of `Date.now()`. */
  deadline: number
  onWait: (wait: { seconds: number; reason: string }) => void
}

/**
 * Asks, and gives what `read` makes of the answer; it throws a FetchFailure if the answer cannot
 * be used.
 */
export async function askFor<T>(
  ask: Ask,
  { limits, deadline, onWait }: Patience,
  read: (answer: Answer) => T
): Promise<T> {
  const timeLeft = () => deadline - Date.now()
  for (let attempt = 1; ; attempt++) {
    if (timeLeft() <= 0) throw timeIsOver(limits)
    try {
      return read(await exchange(ask, limits, AbortSignal.timeout(timeLeft())))
    } catch (error) {
      if (!(error instanceof FetchFailure) || !error.passes) throw error
      if (attempt >= limits.attempts) throw gaveUp(error, attempt)
      const wait = error.waitMs ?? backoff(attempt, limits)
      if (wait >= timeLeft()) throw tooLong(error, wait, limits)
      await waitFor(wait, (seconds) => onWait({ seconds, reason: error.message }))
    }
  }
}

/** Waits, and tells each second how many are left. */
async function waitFor(wait: number, tell: (seconds: number) => void): Promise<void> {
  const end = Date.now() + wait
  for (let left = wait; left > 0; left = end - Date.now()) {
    tell(Math.ceil(left / 1_000))
    await pause(Math.min(left, 1_000))
  }
}

/** Half of the pause is random, so that clients that failed together do not come back together. */
function backoff(attempt: number, { pauseMs, longestPauseMs }: FetchLimits): number {
  const longest = Math.min(pauseMs * 2 ** (attempt - 1), longestPauseMs)
  return longest / 2 + (Math.random() * longest) / 2
}

function gaveUp({ message }: FetchFailure, attempts: number): FetchFailure {
  return attempts === 1
    ? new FetchFailure(message)
    : new FetchFailure(`${message} (asked ${attempts} times)`)
}

function tooLong({ message }: FetchFailure, wait: number, { totalMs }: FetchLimits): FetchFailure {
  const seconds = Math.ceil(wait / 1_000)
  return new FetchFailure(
    `${message}; to wait ${seconds} s would take longer than ${totalMs / 1_000} s in all. ` +
      'Run it again later'
  )
}
