// Configures the logs of all processes: readable for people on a terminal, JSON elsewhere.
import type { LoggerOptions } from 'pino'
import type { Config } from '../config.ts'
import { withoutKeys } from '../keys/key.ts'

/**
 * Hides the key wherever an object with headers is logged. `withoutKeys` removes keys in addresses
 * and messages from the finished line.
 */
const SECRET = ['headers.authorization', '*.headers.authorization'] as const

/** `name` distinguishes the lines of several processes. */
export function loggerOptions({ LOG_LEVEL }: Config, name?: string): LoggerOptions {
  const transport = process.stdout.isTTY
    ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname,reqId' } } }
    : {}
  return {
    level: LOG_LEVEL,
    ...(name && { name }),
    ...transport,
    redact: [...SECRET],
    hooks: { streamWrite: withoutKeys }
  }
}
