// One line of the access log, as the logger of the other lines (logging.ts) would write it: it
// would walk through each answer for headers to hide, and through each finished line for keys.
import { hostname } from 'node:os'
import type { AnswerLine } from '../http/tracing.ts'
import { withoutKeys } from '../keys/key.ts'

/** The number by which pino names the level `info`. */
const INFO = 30
/** A text that stands in JSON as it is. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

/** Makes the function that writes lines. `name` distinguishes those of several processes. */
export function makeLineWriter(name?: string): (answer: AnswerLine, now?: number) => string {
  const known = JSON.stringify({ pid: process.pid, hostname: hostname(), ...(name && { name }) })
  const start = `{"level":${INFO},"time":`
  const middle = `,${known.slice(1, -1)},"reqId":`
  return ({ reqId, method, url, status, ms, ip }, now = Date.now()) =>
    `${start}${now}${middle}"${reqId}","method":${quote(method)},"url":${quote(url)},` +
    `"status":${status},"ms":${ms},"ip":${quote(ip)},"msg":"answered"}\n`
}

/** A text in JSON. What a client sends may hold a key, and any character; our own ids do not. */
function quote(text: string): string {
  const shown = withoutKeys(text)
  return PLAIN.test(shown) ? `"${shown}"` : JSON.stringify(shown)
}
