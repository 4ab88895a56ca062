// The service as people run it: a process of its own, spoken to over a socket.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** How long to wait for a process before giving up; machines can be slow. */
const PATIENCE_MS = 30_000

type Exit = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }
export type Server = {
  child: ChildProcess
  url: string
  port: number
  /** What it has logged so far. */
  logs: () => Record<string, unknown>[]
  exit: Promise<Exit>
}

/**
 * Runs `node src/server.ts` until it ends by itself; `under` is what comes before it, as in `strace
 * node src/server.ts`, and `root` the checkout it is run from.
 */
export function runServer(
  t: Pick<Test, 'teardown'>,
  settings: Record<string, string>,
  under: readonly string[] = [],
  root = ROOT
): { child: ChildProcess; exit: Promise<Exit>; output: () => string } {
  const env = { ...process.env, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', ...settings }
  const [program = process.execPath, ...words] = [...under, process.execPath, 'src/server.ts']
  const child = spawn(program, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
  })
  const exit = once(child, 'close').then(
    ([code, signal]) => ({ code, signal, stdout, stderr }) as Exit
  )
  t.teardown(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await exit
  })
  return { child, exit, output: () => stdout }
}

/** Starts the service on a database, by its URL or its file, and waits until it listens. */
export async function startServer(
  t: Pick<Test, 'teardown'>,
  database: string,
  settings: Record<string, string> = {},
  under: readonly string[] = [],
  root = ROOT
): Promise<Server> {
  const { child, exit, output } = runServer(
    t,
    { DATABASE_URL: database.includes(':') ? database : `file:${database}`, ...settings },
    under,
    root
  )
  let ended: Exit | undefined
  exit.then((end) => {
    ended = end
  })
  const logs = () => lines(output()).map((line) => JSON.parse(line) as Record<string, unknown>)
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const [, port] = /listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(output()) ?? []
    if (port) return { child, exit, logs, port: Number(port), url: `http://127.0.0.1:${port}` }
    if (ended) throw new Error(`the server ended before it listened: ${JSON.stringify(ended)}`)
    if (Date.now() > end) throw new Error(`the server does not listen: ${output()}`)
    await pause(20)
  }
}

export const lines = (text: string) => text.split('\n').filter(Boolean)

export type RawAnswer = { status: number; headers: Record<string, string>; body: string }

/**
 * Sends parts over a socket, each after what comes before it is done, and reads until the server
 * closes.
 */
export async function sendRaw(
  port: number,
  ...parts: (string | Buffer | (() => Promise<unknown>))[]
): Promise<RawAnswer> {
  const socket = connect({ port, host: '127.0.0.1' })
  // A server that refuses early may close while we still write.
  socket.on('error', () => {})
  await once(socket, 'connect')
  const answer = text(socket)
  for (const part of parts) {
    if (typeof part === 'function') await part()
    else socket.write(part)
  }
  const [head = '', body = ''] = (await answer).split('\r\n\r\n', 2)
  const [statusLine = '', ...fields] = head.split('\r\n')
  const headers = fields.map((field) => [
    field.slice(0, field.indexOf(':')).toLowerCase(),
    field.slice(field.indexOf(':') + 1).trim()
  ])
  return { status: Number(statusLine.split(' ')[1]), headers: Object.fromEntries(headers), body }
}
