// The access log of a serving process. Lines are written together, because a write for each answer
// would take as long as a ready answer itself.
import pino, { type Logger } from 'pino'
import type { Config } from '../config.ts'
import type { LogAnswer } from '../http/tracing.ts'
import { loggerOptions } from './logging.ts'

const BYTES_A_WRITE = 8 * 1024
const LONGEST_WAIT_MS = 200
/** If nobody takes the lines, the newest are left out. */
const BYTES_MAX = 4 * 1024 * 1024

export type AccessLog = { log: LogAnswer; flush: () => void }

/** Opens the log of answers. On a terminal, where somebody reads along, lines do not wait. */
export function openAccessLog(config: Config, worker?: string): AccessLog {
  const options = loggerOptions(config, worker)
  if (process.stdout.isTTY) return { log: lineOf(pino(options)), flush() {} }
  const destination = pino.destination({
    dest: 1,
    sync: false,
    minLength: BYTES_A_WRITE,
    maxLength: BYTES_MAX
  })
  setInterval(() => destination.flush(), LONGEST_WAIT_MS).unref()
  return {
    log: lineOf(pino(options, destination)),
    flush: () => destination.flushSync()
  }
}

function lineOf(logger: Logger): LogAnswer {
  return (line) => logger.info(line, 'answered')
}
