// The service as people run it: a process of its own, spoken to over a socket.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** When to give up what never comes about: much longer than a busy machine takes. */
export const PATIENCE_MS = 120_000
const ASK_AGAIN_MS = 10
/** What a service says that is too busy to let a request in. */
const SHED = 'The service is under too much load.'

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
  const env = {
    ...process.env,
    STARTER: 'claims',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'info',
    CLOSE_DELAY: '0',
    ...settings
  }
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
  const listening = () => /listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(output())?.[1]
  await until(() => listening() !== undefined || ended !== undefined)
  const port = Number(listening())
  if (!port) throw new Error(`the server does not listen: ${JSON.stringify(ended ?? output())}`)
  return { child, exit, logs, port, url: `http://127.0.0.1:${port}` }
}

/** Waits until something is so; false where it does not come about. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = Date.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (Date.now() > end) return false
    await pause(ASK_AGAIN_MS)
  }
  return true
}

/** Whether a service had no time for a request, as on a busy machine just after its start. */
export function isShed(status: number | undefined, body: string): boolean {
  return status === 503 && body.includes(SHED)
}

/** Asks until a service that sheds load lets the request in; gives the answer as it begins. */
export async function begin(url: string, init: RequestInit = {}): Promise<Response> {
  let response = await fetch(url, init)
  await until(async () => {
    if (response.status !== 503 || !isShed(503, await response.clone().text())) return true
    response = await fetch(url, init)
    return false
  })
  return response
}

/** Tells a service to close, and waits until it lets nobody new in. */
export async function close({ child, port }: Pick<Server, 'child' | 'port'>): Promise<void> {
  child.kill('SIGTERM')
  if (!(await until(() => isRefused(port)))) throw new Error('it still lets somebody in')
}

async function isRefused(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' })
  try {
    await once(socket, 'connect')
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
  } finally {
    socket.destroy()
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
