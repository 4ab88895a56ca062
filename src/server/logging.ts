// How the processes of the service log. On a terminal logs are for people, elsewhere for programs.
import type { LoggerOptions } from 'pino'
import type { Config } from '../config.ts'
import { withoutKeys } from '../keys/key.ts'

/**
 * Wherever an object with headers is logged. Keys in addresses and messages are taken out of the
 * finished line.
 */
const SECRET = ['headers.authorization', '*.headers.authorization'] as const

/** `name` tells lines of several processes apart, where there are several. */
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
