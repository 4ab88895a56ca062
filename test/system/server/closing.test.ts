// Closing neither waits for clients that have nothing to ask nor drops what is under way.
import { Agent, get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { LIMITS } from '../../../src/http/limits.ts'
import { buildTestApp } from '../../helpers/app.ts'
import { starterFile } from '../../helpers/starter.ts'
import { begin, close, type Server, sendRaw, startServer, until } from '../../server/process.ts'
import { startWorkers } from '../../server/workers.ts'

/** The number by which the log names the level `info`. */
const INFO = 30

const request = (url: string, agent: Agent) =>
  new Promise<IncomingMessage>((resolve, reject) =>
    get(url, { agent }, resolve).on('error', reject)
  )

t.test('a service that is closed looks after no connections any more', async (t) => {
  for (const isListening of [false, true]) {
    const { app } = await buildTestApp(t, { own: true })
    if (isListening) await app.listen({ port: 0, host: '127.0.0.1' })
    await app.close()
    let looks = 0
    app.server.closeIdleConnections = () => {
      looks += 1
    }
    await pause(500)
    t.equal(looks, 0, isListening ? 'where it has listened' : 'where it has not')
  }
})

t.test('SIGTERM with an idle keep-alive connection ends the process soon', async (t) => {
  const server = await startServer(t, await starterFile(t))
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const response = await request(`${server.url}/v1/metrics`, agent)
  await text(response)
  t.match(response.headers, { connection: 'keep-alive' })
  const idle = () => Object.values(agent.freeSockets).flat().length
  t.ok(await until(() => idle() === 1), 'the connection is open and idle')
  const began = Date.now()
  server.child.kill('SIGTERM')
  t.match(await server.exit, { code: 0, signal: null, stderr: '' })
  t.ok(Date.now() - began < LIMITS.closeTimeoutMs, 'before what still runs would be cut')
})

t.test(
  'the log says that the service was told to stop, and last that it has stopped',
  async (t) => {
    const said = async (server: Server) => {
      const before = server.logs().length
      server.child.kill('SIGTERM')
      t.match(await server.exit, { code: 0, signal: null, stderr: '' })
      return server
        .logs()
        .slice(before)
        .map(({ level, name, signal, msg }) => [level, name, signal, msg])
    }
    const one = await startServer(t, await starterFile(t))
    t.same(await said(one), [
      [INFO, undefined, 'SIGTERM', 'closing'],
      [INFO, undefined, 'SIGTERM', 'closed']
    ])
    const lines = await said(await startWorkers(t, await starterFile(t), 2))
    t.same(lines.at(-1), [INFO, 'primary', 'SIGTERM', 'all workers are closed'])
    // Each process writes for itself, so the lines of several come in any order.
    t.same(lines.slice(0, -1).sort(), [
      [INFO, 'primary', 'SIGTERM', 'closing all workers'],
      [INFO, 'worker 1', 'SIGTERM', 'closed'],
      [INFO, 'worker 1', 'SIGTERM', 'closing'],
      [INFO, 'worker 2', 'SIGTERM', 'closed'],
      [INFO, 'worker 2', 'SIGTERM', 'closing']
    ])
  }
)

t.test(
  'SIGTERM while a request is still arriving: it is answered, then the connection closed',
  async (t) => {
    const server = await startServer(t, await starterFile(t))
    const answer = await sendRaw(
      server.port,
      'GET /v1/scenarios HTTP/1.1\r\nHost: localhost\r\n',
      () => close(server),
      'Accept: application/json\r\n\r\n'
    )
    t.equal(answer.status, 200)
    t.equal(answer.headers['connection'], 'close')
    t.equal(JSON.parse(answer.body).data.length, 4)
    t.match(await server.exit, { code: 0, signal: null, stderr: '' })
  }
)

t.test('SIGTERM while a CSV file is read slowly: all of it arrives', async (t) => {
  const server = await startServer(t, await starterFile(t), { CLIENT_STREAMS: '8', STREAMS: '8' })
  const responses = await Promise.all(
    Array.from({ length: 8 }, () => begin(`${server.url}/v1/observations.csv`))
  )
  await close(server)
  t.same(
    responses.map(({ status }) => status),
    responses.map(() => 200)
  )
  const files = await Promise.all(responses.map((response) => response.text()))
  t.equal(new Set(files).size, 1, 'all are the same')
  t.equal(files[0]?.split('\n').filter((line) => /^C\d{4},/.test(line)).length, 1_329)
  t.match(await server.exit, { code: 0, signal: null, stderr: '' })
})

t.test('after SIGTERM nobody new is let in, and the load balancer is told', async (t) => {
  const server = await startServer(t, await starterFile(t))
  const ready = await sendRaw(
    server.port,
    'GET /health/ready HTTP/1.1\r\nHost: localhost\r\n',
    () => close(server),
    '\r\n'
  )
  t.equal(ready.status, 503)
  t.match(JSON.parse(ready.body), { code: 'unavailable' })
  t.match(await server.exit, { code: 0 })
})

t.test('a client that never finishes its request does not hold the process up', async (t) => {
  const server = await startServer(t, await starterFile(t))
  const answer = sendRaw(server.port, 'GET /v1/scenarios HTTP/1.1\r\nHost: localhost\r\n')
  await close(server)
  // One that is held up is killed after a while, with another code.
  t.match(await server.exit, { code: 0, signal: null })
  await answer
})
