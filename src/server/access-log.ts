// The access log of a serving process. Lines are written together, because a write for each answer
// would take as long as a ready answer itself.
import pino from 'pino'
import type { Config } from '../config.ts'
import type { LogAnswer } from '../http/tracing.ts'
import { makeLineWriter } from './access-line.ts'
import { loggerOptions } from './logging.ts'

/** About fifty lines. A pipe holds four such pieces. */
const CHARACTERS_A_WRITE = 16 * 1024
const LONGEST_WAIT_MS = 200
/** If nobody takes the lines, the newest are left out. */
const BYTES_MAX = 4 * 1024 * 1024

export type AccessLog = { log: LogAnswer; flush: () => void }

/** Opens the log of answers. On a terminal, where somebody reads along, lines do not wait. */
export function openAccessLog(config: Config, worker?: string): AccessLog {
  const logger = pino(loggerOptions(config, worker))
  if (!logger.isLevelEnabled('info')) return { log() {}, flush() {} }
  if (process.stdout.isTTY) return { log: (line) => logger.info(line, 'answered'), flush() {} }
  return collectLines(makeLineWriter(worker))
}

/** Collects lines here, because the destination would count the bytes of all at each line. */
function collectLines(lineOf: (line: Parameters<LogAnswer>[0]) => string): AccessLog {
  const destination = pino.destination({ dest: 1, sync: false, maxLength: BYTES_MAX })
  let lines = ''
  const send = () => {
    if (lines !== '') destination.write(lines)
    lines = ''
  }
  setInterval(send, LONGEST_WAIT_MS).unref()
  return {
    log(line) {
      lines += lineOf(line)
      if (lines.length >= CHARACTERS_A_WRITE) send()
    },
    flush() {
      send()
      destination.flushSync()
    }
  }
}
