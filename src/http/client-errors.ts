// Answers errors of the HTTP parser. There is no request yet, so the answer is written to the
// socket.
import type { Socket } from 'node:net'
import { STATUS_CODES } from './node-http.ts'
import { PROBLEM_TYPE, Problem, type ProblemCode, problemBody } from './problems.ts'

const SOCKET_PROBLEMS: Record<string, [ProblemCode, string]> = {
  HPE_INVALID_URL: [
    'invalid_url',
    'The address holds characters that must be percent-encoded; curl encodes them with ' +
      '-G --data-urlencode.'
  ],
  HPE_HEADER_OVERFLOW: ['headers_too_large', 'The request headers are larger than 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request_timeout', 'The request did not arrive in time.']
}

/** Answers with a problem document, and closes the connection. */
export function handleClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [code, detail] = SOCKET_PROBLEMS[error.code ?? ''] ?? [
    'bad_request',
    'The request is not valid HTTP/1.1.'
  ]
  answerOnSocket(new Problem(code, detail), socket)
}

/** Answers without a request, and closes the connection. */
export function answerOnSocket(problem: Problem, socket: Socket): void {
  const id = crypto.randomUUID()
  const body = JSON.stringify(problemBody(problem, id))
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      `X-Request-Id: ${id}`,
      ...Object.entries(problem.headers).map(([name, value]) => `${name}: ${value}`),
      'Connection: close',
      '',
      body
    ].join('\r\n')
  )
}
