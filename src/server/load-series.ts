// Loads the sets of series in a process of its own, while the service answers already.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'

const LOAD = fileURLToPath(new URL('../commands/load.ts', import.meta.url))

type Log = {
  info: (message: string) => void
  error: (fields: object, message: string) => void
}

/**
 * Starts to load the sets of series that the database lacks. Returns a function that ends this
 * work; the next start begins it again.
 */
export function loadSeriesApart(config: Config, log: Log): () => Promise<void> {
  if (config.STARTER !== 'all') return async () => {}
  const child = spawn(process.execPath, [LOAD], { stdio: ['ignore', 'pipe', 'pipe'] })
  // Requests come first.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  const ended = once(child, 'close')
  let isEnding = false
  const tell = async () => {
    const [out, failure, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      ended
    ])
    if (isEnding) return
    if (code !== 0) log.error({ code, failure }, 'the series could not be loaded')
    else if (out.includes('Loaded ')) log.info('the series are loaded')
  }
  tell().catch((err: unknown) => log.error({ err }, 'the series could not be loaded'))
  return async () => {
    isEnding = true
    child.kill('SIGKILL')
    await ended
  }
}
