// What the HTTP parser refuses, before there is a request: still a problem document.
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { LIMITS } from '../../src/http/limits.ts'
import { PROBLEMS, type ProblemCode } from '../../src/http/problems.ts'
import { starterFile } from '../helpers/starter.ts'
import { begin, type RawAnswer, sendRaw, startServer } from './process.ts'

function expectRawProblem(t: Test, { status, headers, body }: RawAnswer, code: ProblemCode): void {
  t.equal(status, PROBLEMS[code].status)
  t.match(headers, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close'
  })
  t.equal(Number(headers['content-length']), Buffer.byteLength(body))
  const problem = JSON.parse(body)
  const { title } = PROBLEMS[code]
  t.same(problem, {
    type: `/problems/${code}`,
    title,
    status,
    detail: problem.detail,
    instance: headers['x-request-id'],
    code,
    errors: [],
    try: null
  })
  t.ok(problem.detail)
}

const REFUSED: Record<string, [request: string, code: ProblemCode]> = {
  'a line that is no request': ['HELLO\r\n\r\n', 'bad_request'],
  'a method that is none': ['FETCH /v1 HTTP/1.1\r\nHost: x\r\n\r\n', 'bad_request'],
  'another protocol': ['GET /v1 HTTP/9.9\r\nHost: x\r\n\r\n', 'bad_request'],
  'a TLS greeting': ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'bad_request'],
  'a header without a name': ['GET /v1 HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 'bad_request'],
  'two lengths': [
    'POST /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    'bad_request'
  ],
  'length and chunks both': [
    'POST /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: ' +
      'chunked\r\n\r\n0\r\n\r\n',
    'bad_request'
  ],
  'headers over 16 KiB': [
    `GET /v1 HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(17 * 1024)}\r\n\r\n`,
    'headers_too_large'
  ],
  'many headers over 16 KiB': [
    `GET /v1 HTTP/1.1\r\nHost: x\r\n${'X-Many: xxxxxxxxxxxxxxxxxxxxxx\r\n'.repeat(700)}\r\n`,
    'headers_too_large'
  ],
  'letters of another script in the path': [
    'GET /v1/countries/Қазақстан HTTP/1.1\r\nHost: x\r\n\r\n',
    'invalid_url'
  ],
  'letters of another script in the query': [
    'GET /v1/search?q=Қазақстан HTTP/1.1\r\nHost: x\r\n\r\n',
    'invalid_url'
  ],
  'a blank in the path': ['GET /v1/search?q=a b HTTP/1.1\r\nHost: x\r\n\r\n', 'bad_request'],
  'an address without a slash': ['GET v1 HTTP/1.1\r\nHost: x\r\n\r\n', 'invalid_url']
}

t.test('each is a problem document, and the connection is closed', async (t) => {
  const { port, url, logs } = await startServer(t, await starterFile(t))
  for (const [name, [request, code]] of Object.entries(REFUSED)) {
    await t.test(name, async (t) => {
      expectRawProblem(
        t,
        await sendRaw(port, Buffer.from(request, name === 'a TLS greeting' ? 'latin1' : 'utf8')),
        code
      )
    })
  }
  await t.test('and the service goes on', async (t) => {
    t.equal((await begin(`${url}/v1`)).status, 200)
    // A busy machine may shed load, which is logged as well.
    const failed = logs().filter(({ level, status }) => Number(level) >= 50 && status !== 503)
    t.same(failed, [])
  })
})

t.test('a request that does not arrive in time', async (t) => {
  const { port } = await startServer(t, await starterFile(t))
  const began = Date.now()
  expectRawProblem(t, await sendRaw(port, 'GET /v1 HTTP/1.1\r\nHost: x\r\n'), 'request_timeout')
  t.ok(Date.now() - began >= LIMITS.headersTimeoutMs - 500, 'not before its time was over')
})

t.test('headers of 15 KiB and several requests on one connection are fine', async (t) => {
  const { port } = await startServer(t, await starterFile(t))
  const long = await sendRaw(
    port,
    `GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: ${'x'.repeat(15 * 1024)}\r\n\r\n`
  )
  t.equal(long.status, 200)
  const parts =
    'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /health/live HTTP/1.1\r\nHost: ' +
    'x\r\nConnection: close\r\n\r\n'
  const both = await sendRaw(port, parts.slice(0, 40), () => pause(50), parts.slice(40))
  t.equal(both.status, 200)
})
