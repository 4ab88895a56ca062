// What the HTTP parser refuses, before there is a request: still a problem document.
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { LIMITS } from '../../src/http/limits.ts'
import { PROBLEMS, type ProblemCode, type ProblemError } from '../../src/http/problems.ts'
import { SLOW } from '../helpers/random.ts'
import { starterFile } from '../helpers/starter.ts'
import { begin, type RawAnswer, sendRaw, startServer } from './process.ts'

/** Checks the whole answer. Returns `errors`, which the parser never knows. */
function expectRawProblem(
  t: Test,
  { status, headers, body }: RawAnswer,
  code: ProblemCode
): ProblemError[] {
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
    errors: problem.errors,
    try: null
  })
  t.ok(problem.detail)
  return problem.errors
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

const EXPECTED = 'Host: x\r\nExpect: 100-continue'
const host = (message: string) => ({ pointer: '/header/host', message, allowed: [] })
/** What the parser lets through, and what Node would answer without a body. */
const AGAINST_THE_RULES: Record<
  string,
  [head: string, code: ProblemCode, error: ProblemError, allow?: string]
> = {
  'no Host': ['GET /v1 HTTP/1.1', 'bad_request', host('The header Host is missing.')],
  'no Host at an address that does not exist': [
    'GET /nowhere HTTP/1.1',
    'bad_request',
    host('The header Host is missing.')
  ],
  'two headers Host': [
    'GET /v1 HTTP/1.1\r\nHost: one.example\r\nHost: two.example',
    'bad_request',
    host('There are 2 headers Host.')
  ],
  'twice the same Host, written otherwise': [
    'GET / HTTP/1.1\r\nHost: one.example\r\nhOST: one.example',
    'bad_request',
    host('There are 2 headers Host.')
  ],
  'a Host that is none': [
    'GET / HTTP/1.1\r\nHost: one.example/path',
    'bad_request',
    host('The header Host is no name of a host.')
  ],
  'an expectation that nobody knows': [
    'GET /v1 HTTP/1.1\r\nHost: x\r\nExpect: miracles',
    'expectation_failed',
    {
      pointer: '/header/expect',
      message: 'The header Expect names something that the service does not do.',
      allowed: ['100-continue']
    }
  ],
  'a proxy is wanted': [
    'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443',
    'method_not_allowed',
    {
      pointer: '/method',
      message: 'CONNECT is for proxies, and this service is none.',
      allowed: []
    },
    ''
  ]
}

t.test('each is a problem document, and the connection is closed', async (t) => {
  const settings = { KEEP_ALIVE_TIMEOUT: '75' }
  const { port, url, logs } = await startServer(t, await starterFile(t), settings)
  for (const [name, [request, code]] of Object.entries(REFUSED)) {
    await t.test(name, async (t) => {
      const answer = await sendRaw(
        port,
        Buffer.from(request, name === 'a TLS greeting' ? 'latin1' : 'utf8')
      )
      t.same(expectRawProblem(t, answer, code), [])
    })
  }
  for (const [name, [head, code, error, allow]] of Object.entries(AGAINST_THE_RULES)) {
    await t.test(name, async (t) => {
      const answer = await sendRaw(port, `${head}\r\n\r\n`)
      t.same(expectRawProblem(t, answer, code), [error])
      t.equal(answer.headers['allow'], allow)
    })
  }
  await t.test('HTTP/1.0 needs no Host', async (t) => {
    t.equal((await sendRaw(port, 'GET /health/live HTTP/1.0\r\n\r\n')).status, 200)
  })
  await t.test('addresses, ports and 100-continue are fine', async (t) => {
    for (const head of ['Host: [::1]:3000', 'Host: a-b.example:80', 'Host:', EXPECTED]) {
      const rest = 'Connection: close\r\n\r\n'
      const { status } = await sendRaw(port, `GET /health/live HTTP/1.1\r\n${head}\r\n${rest}`)
      t.equal(status, head === EXPECTED ? 100 : 200, head)
    }
  })
  await t.test('headers of 15 KiB and several requests on one connection are fine', async (t) => {
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
  await t.test('an idle connection stays open as long as KEEP_ALIVE_TIMEOUT says', async (t) => {
    const paths = ['/v1/metrics?limit=1', '/v1/metrics?limit=1', '/nothing']
    for (const path of paths) {
      const { headers } = await fetch(`${url}${path}`, {
        headers: { connection: 'keep-alive' }
      })
      t.equal(headers.get('keep-alive'), 'timeout=75', path)
    }
  })
  await t.test('and the service goes on', async (t) => {
    t.equal((await begin(`${url}/v1`)).status, 200)
    // A busy machine may shed load, which is logged as well.
    const failed = logs().filter(
      ({ level, status, code }) => Number(level) >= 50 && status !== 503 && code !== 'unavailable'
    )
    t.same(failed, [])
  })
})

t.test('a request that does not arrive in time', SLOW, async (t) => {
  const { port } = await startServer(t, await starterFile(t))
  const began = Date.now()
  expectRawProblem(t, await sendRaw(port, 'GET /v1 HTTP/1.1\r\nHost: x\r\n'), 'request_timeout')
  t.ok(Date.now() - began >= LIMITS.headersTimeoutMs - 500, 'not before its time was over')
})
