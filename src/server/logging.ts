// How the processes of the service log. On a terminal logs are for people, elsewhere for programs.
import type { LoggerOptions } from 'pino'
import type { Config } from '../config.ts'

/** `name` tells lines of several processes apart, where there are several. */
export function loggerOptions({ LOG_LEVEL }: Config, name?: string): LoggerOptions {
  const transport = process.stdout.isTTY ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname,reqId' } } } : {}
  return { level: LOG_LEVEL, ...(name && { name }), ...transport }
}
