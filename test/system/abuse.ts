// `npm run test:abuse`: clients that hold connections without saying or reading anything, and
// addresses that somebody guesses. Nobody may hold a connection for long by sending too slowly,
// others are answered meanwhile, and nothing is found that is not documented.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startServer } from '../server/process.ts'

const CONNECTIONS = 300
/** The limits are 5 s for headers and 10 s for a body; a busy machine may be later. */
const OLDEST_SECONDS = 20
const HOST = 'Host: 127.0.0.1\r\n'
/** What each kind of client sends first, and then again and again. */
const SLOW: Record<string, [first: string, then: string]> = {
  'slow headers': [`GET /v1 HTTP/1.1\r\n${HOST}`, 'X-A: b\r\n'],
  'slow bodies': [
    `POST /v1/observations HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n` +
      'Content-Length: 10000\r\n\r\n',
    ' '
  ],
  silence: ['', '']
}
/** Names that scanners try. None of them is an address of this service. */
const GUESSED = [
  '.env',
  '.git/HEAD',
  '.git/config',
  '.htaccess',
  '.well-known/openid-configuration',
  'actuator',
  'actuator/env',
  'admin',
  'api',
  'api/v1',
  'backup',
  'backup.sql',
  'config',
  'config.json',
  'console',
  'corridor.db',
  'data/corridor.db',
  'debug',
  'debug/pprof',
  'dump.sql',
  'favicon.png',
  'graphql',
  'index.html',
  'index.php',
  'login',
  'metrics',
  'node_modules',
  'package.json',
  'phpinfo.php',
  'server-status',
  'server.ts',
  'src/server.ts',
  'status',
  'swagger',
  'swagger.json',
  'test',
  'tmp',
  'v1/admin',
  'v1/debug',
  'v1/keys',
  'v1/users',
  'v2',
  'wp-admin',
  'wp-login.php'
]
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

const folder = mkdtempSync(join(tmpdir(), 'corridor-abuse-'))
const teardowns: (() => unknown)[] = []
let passed = 0
let failed = 0
try {
  const t = { teardown: (end: () => unknown) => void teardowns.push(end) }
  const settings = { ACCESS_LOG: 'off', CLIENT_REQUESTS: '0' }
  const server = await startServer(t, join(folder, 'corridor.db'), settings)
  for (const [name, words] of Object.entries(SLOW)) await holdConnections(server, name, words)
  await guessAddresses(server.url)
} finally {
  for (const end of teardowns) await end()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

function check(what: string, holds: boolean): void {
  if (!holds) console.log(`FAILED: ${what}`)
  if (holds) passed += 1
  else failed += 1
}

/** Opens many connections that send something every second, until the service has closed all. */
async function holdConnections(
  { port, url }: { port: number; url: string },
  name: string,
  [first, then]: readonly [string, string]
): Promise<void> {
  const began = Date.now()
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => open(port, first)))
  const sending = setInterval(() => {
    for (const socket of sockets) if (!socket.destroyed) socket.write(then)
  }, 1_000)
  const isOpen = () => sockets.some(({ destroyed }) => !destroyed)
  let slowestMs = 0
  while (isOpen() && Date.now() - began < 60_000) {
    const asked = Date.now()
    const { status } = await fetch(`${url}/health/live`)
    slowestMs = Math.max(slowestMs, Date.now() - asked)
    check(`${name}: others are answered`, status === 200)
    await pause(500)
  }
  clearInterval(sending)
  for (const socket of sockets) socket.destroy()
  const seconds = (Date.now() - began) / 1_000
  check(`${name}: held for ${seconds} s`, seconds <= OLDEST_SECONDS)
  const finding =
    `${CONNECTIONS} connections at once, the last one closed after ${seconds.toFixed(1)} s; ` +
    `others waited at most ${slowestMs} ms`
  console.log(`result: ${name}: ${finding}`)
}

async function open(port: number, first: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => socket.destroy())
  // An answer, such as 408, is read and thrown away; then the end is seen.
  socket.resume()
  await once(socket, 'connect')
  if (first) socket.write(first)
  return socket
}

async function guessAddresses(url: string): Promise<void> {
  const found: string[] = []
  for (const name of GUESSED)
    for (const method of METHODS) {
      const { status } = await fetch(`${url}/${name}`, { method, redirect: 'manual' })
      if (status !== 404) found.push(`${method} /${name} ${status}`)
    }
  for (const one of found) console.log(`FAILED: ${one}`)
  check('no guessed address leads anywhere', found.length === 0)
  const finding = `${GUESSED.length * METHODS.length} guessed requests, ${found.length} not 404`
  console.log(`result: ${finding}`)
}
