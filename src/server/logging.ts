// Sets up the logs of the service. On a terminal they are for people, elsewhere for programs.
import type { LoggerOptions } from 'pino'
import type { Config } from '../config.ts'
import { withoutKeys } from '../keys/key.ts'

/**
 * Hides the header of keys in logged objects. Keys in addresses and messages are removed from the
 * finished line.
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
