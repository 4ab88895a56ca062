// Loads the sets of series in a process of its own, while the service answers already.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import { AFTER_START_MS } from './load-ahead.ts'

const LOAD = fileURLToPath(new URL('../commands/load.ts', import.meta.url))
/** Another process may hold the database, so a failure is tried again. */
const ATTEMPTS = 5
const PAUSE_MS = 15_000

type Log = {
  info: (message: string) => void
  warn: (fields: object, message: string) => void
  error: (fields: object, message: string) => void
}

/**
 * Loads the sets of series that the database lacks, if the settings want them. Returns a function
 * that ends this work; the next start begins it again.
 */
export function loadSeriesApart({ STARTER }: Config, log: Log): () => Promise<void> {
  if (STARTER !== 'all') return async () => {}
  const ending = new AbortController()
  const work = tryToLoad(ending.signal, log).catch((err: unknown) => {
    if (!ending.signal.aborted) log.error({ err }, 'the series could not be loaded')
  })
  return async () => {
    ending.abort()
    await work
  }
}

async function tryToLoad(signal: AbortSignal, log: Log): Promise<void> {
  await pause(AFTER_START_MS, undefined, { signal })
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const { code, said, failure } = await runLoader(signal)
    if (signal.aborted) return
    if (code === 0) {
      if (said.includes('Loaded ')) log.info('the series are loaded')
      return
    }
    if (attempt === ATTEMPTS) throw new Error(failure)
    log.warn({ failure, attempt }, 'the series could not be loaded yet')
    await pause(PAUSE_MS, undefined, { signal })
  }
}

/** Runs the loader to its end. It ends by itself when this process is gone. */
async function runLoader(
  signal: AbortSignal
): Promise<{ code: number | null; said: string; failure: string }> {
  const child = fork(LOAD, ['--series'], { silent: true })
  // A set that is half loaded is undone.
  signal.addEventListener('abort', () => child.kill('SIGKILL'), { once: true })
  preferRequests(child)
  const [said, failure, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close')
  ])
  return { code, said, failure }
}

/** Requests come first, where the system allows to say so. */
function preferRequests({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // The loader then runs like any other process.
  }
}
