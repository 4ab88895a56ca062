// The header of a ready answer as one text. Node's `writeHead` would check and join every line
// again for each answer, which takes a tenth of the time of a repeated request.
import type { OutgoingHttpHeader, ServerResponse } from 'node:http'
import { STATUS_CODES, validateHeaderValue } from '../node-http.ts'

/** What `writeHead` of Node calls with the checked lines. Its types do not name it. */
type Storing = {
  _hasBody: boolean
  _contentLength: number
  _storeHeader: (firstLines: string) => void
}

/** The line of a header. Throws a TypeError if the value may not stand in one. */
export function lineOf(name: string, value: OutgoingHttpHeader | undefined): string {
  const text = String(value)
  validateHeaderValue(name, text)
  return `${name}: ${text}\r\n`
}

/**
 * Writes the header of an answer with these lines. Node adds the date, the length of the body, and
 * what happens to the connection. A 304 has no body.
 */
export function writeHead(
  response: ServerResponse,
  { status, lines, length }: { status: 200 | 304; lines: string; length: number }
): void {
  // The types of Node name only `writeHead`; test/http/ready/write-head.test.ts compares the two.
  const storing = response as unknown as Storing
  response.statusCode = status
  storing._hasBody = status !== 304
  storing._contentLength = length
  storing._storeHeader(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}`)
}
