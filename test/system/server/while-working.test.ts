// Connections on which nothing moves: those that wait for an answer are kept, those that were
// answered are not kept for ever.
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { LIMITS } from '../../../src/http/limits.ts'
import { openForServing } from '../../../src/starter/prepare.ts'
import { giveKey } from '../../helpers/keys.ts'
import { starterFile } from '../../helpers/starter.ts'
import { csv } from '../../imports/importing.ts'
import { type RawAnswer, sendRaw } from '../../server/process.ts'

const IDLE_MS = 1_000
const EVENT = {
  id: 'N1',
  date: '2026-11-26',
  entity: 'qtta-road',
  kind: 'opened',
  title: 'It opens',
  source: 'toi-qtta-2026'
}

/** A service on a file, whose connections may stand still for a moment only. */
async function served(t: Test) {
  const file = await starterFile(t)
  const store = await openForServing(`file:${file}`)
  const app = await buildApp({
    store,
    config: readConfig({ ACCESS_LOG: 'off' }, '/dev/null'),
    shedLoad: false
  })
  t.teardown(() => app.close())
  app.server.timeout = IDLE_MS
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const { headers } = await giveKey(store, { scope: 'admin' })
  return { app, url, file, headers }
}

/** Somebody else writes to the file for longer than a connection may stand still. */
async function held(file: string, ask: () => Promise<RawAnswer>): Promise<RawAnswer> {
  const other = connectSqlite(file)
  other.exec('BEGIN IMMEDIATE')
  const answer = ask()
  await pause(3 * IDLE_MS)
  other.exec('ROLLBACK')
  other.close()
  return answer
}

t.test('a change that has to wait is answered, however long it takes', async (t) => {
  const { url, file, headers } = await served(t)
  // A connection for each: one that is kept is cut between two requests.
  const send = (path: string, type: string, body: string, more = '') =>
    held(file, () => {
      const lines = [
        'Host: x',
        `Authorization: ${headers.authorization}`,
        `Content-Type: ${type}`,
        'Connection: close'
      ]
      const head =
        `POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\nContent-Length: ` +
        `${Buffer.byteLength(body)}\r\n${more}\r\n`
      return sendRaw(Number(new URL(url).port), head + body)
    })
  const event = (id: string) => JSON.stringify({ ...EVENT, id })
  const rows = (id: string) => csv('event', [{ ...EVENT, id }]).toString()
  t.equal((await send('/v1/events', 'application/json', event('N1'))).status, 201)
  t.equal(
    (await send('/v1/events', 'application/json', event('N2'), 'Idempotency-Key: a\r\n')).status,
    201
  )
  t.equal((await send('/v1/imports', 'text/csv', rows('N3'))).status, 201)
  t.equal((await send('/v1/imports?dry_run=true', 'text/csv', rows('N4'))).status, 200)
})

t.test('who was answered early and goes on sending bit by bit is cut in the end', async (t) => {
  const { url } = await served(t)
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write(
    'POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: ' +
      'application/json\r\nContent-Length: 60000\r\n\r\n'
  )
  const [answer] = await once(socket, 'data')
  t.match(String(answer), /^HTTP\/1.1 401 /)
  const began = Date.now()
  const drip = setInterval(() => socket.write(' '), IDLE_MS / 10)
  t.teardown(() => clearInterval(drip))
  await new Promise((resolve) => socket.on('close', resolve))
  t.ok(Date.now() - began < 3 * LIMITS.requestTimeoutMs, `after ${Date.now() - began} ms`)
})

t.test('who was told to be too slow and sends on is cut', async (t) => {
  const { url, headers } = await served(t)
  // Does not close when the server does.
  const socket = connect({
    port: Number(new URL(url).port),
    host: '127.0.0.1',
    allowHalfOpen: true
  })
  socket.on('error', () => {})
  const type = 'Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n'
  socket.write(
    `POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: ${headers.authorization}\r\n${type}`
  )
  const drip = setInterval(() => socket.write(' '), IDLE_MS / 10)
  t.teardown(() => clearInterval(drip))
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  await new Promise((resolve) => socket.on('close', resolve))
  // What was answered may be lost with the connection, on which more was on its way.
  t.match(answer, /^(HTTP\/1.1 408 |$)/)
})
