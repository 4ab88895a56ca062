// Closing neither waits for clients that have nothing to ask nor drops what is under way.
import { Agent, get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { sendRaw, startServer } from './process.ts'

/** Far less than the keep-alive timeout and the limit for closing, far more than it takes. */
const SOON_MS = 4_000

const request = (url: string, agent: Agent) =>
  new Promise<IncomingMessage>((resolve, reject) =>
    get(url, { agent }, resolve).on('error', reject)
  )

t.test('SIGTERM with an idle keep-alive connection ends the process soon', async (t) => {
  const server = await startServer(t, join(t.testdir(), 'corridor.db'))
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const response = await request(`${server.url}/v1/metrics`, agent)
  await text(response)
  t.match(response.headers, { connection: 'keep-alive' })
  await pause(100)
  t.equal(Object.values(agent.freeSockets).flat().length, 1, 'the connection is open and idle')
  const begin = Date.now()
  server.child.kill('SIGTERM')
  t.match(await server.exit, { code: 0, signal: null, stderr: '' })
  t.ok(Date.now() - begin < SOON_MS, `it took ${Date.now() - begin} ms`)
})

t.test(
  'SIGTERM while a request is still arriving: it is answered, then the connection closed',
  async (t) => {
    const server = await startServer(t, join(t.testdir(), 'corridor.db'))
    const answer = await sendRaw(
      server.port,
      'GET /v1/scenarios HTTP/1.1\r\nHost: localhost\r\n',
      () => pause(300),
      async () => server.child.kill('SIGTERM'),
      () => pause(500),
      'Accept: application/json\r\n\r\n'
    )
    t.equal(answer.status, 200)
    t.equal(answer.headers['connection'], 'close')
    t.equal(JSON.parse(answer.body).data.length, 4)
    t.match(await server.exit, { code: 0, signal: null, stderr: '' })
  }
)

t.test('SIGTERM while a CSV file is read slowly: all of it arrives', async (t) => {
  const server = await startServer(t, join(t.testdir(), 'corridor.db'))
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const responses = await Promise.all(
    Array.from({ length: 8 }, () => request(`${server.url}/v1/observations.csv`, agent))
  )
  server.child.kill('SIGTERM')
  await pause(700)
  const files = await Promise.all(responses.map((response) => text(response)))
  for (const [position, file] of files.entries()) {
    t.equal(responses[position]?.complete, true)
    t.equal(file, files[0])
  }
  t.equal(files[0]?.split('\n').filter((line) => /^C\d{4},/.test(line)).length, 1_329)
  t.match(await server.exit, { code: 0, signal: null, stderr: '' })
})

t.test('after SIGTERM nobody new is let in, and the load balancer is told', async (t) => {
  const server = await startServer(t, join(t.testdir(), 'corridor.db'))
  let refused: unknown
  const ready = await sendRaw(
    server.port,
    'GET /health/ready HTTP/1.1\r\nHost: localhost\r\n',
    () => pause(200),
    async () => server.child.kill('SIGTERM'),
    () => pause(500),
    async () => {
      refused = await fetch(`${server.url}/v1`).catch(
        (error: { cause?: { code?: string } }) => error.cause?.code
      )
    },
    '\r\n'
  )
  t.equal(refused, 'ECONNREFUSED')
  t.equal(ready.status, 503)
  t.match(JSON.parse(ready.body), { code: 'unavailable' })
  t.match(await server.exit, { code: 0 })
})

t.test('a client that never finishes its request does not hold the process up', async (t) => {
  const server = await startServer(t, join(t.testdir(), 'corridor.db'))
  const begin = Date.now()
  const answer = sendRaw(server.port, 'GET /v1/scenarios HTTP/1.1\r\nHost: localhost\r\n')
  await pause(200)
  server.child.kill('SIGTERM')
  t.match(await server.exit, { code: 0, signal: null })
  t.ok(Date.now() - begin < 20_000)
  await answer
})
