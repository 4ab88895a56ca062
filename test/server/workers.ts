// A service of several workers: who they are, and a connection to each.
import { Agent, type ClientRequest, get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { type Server, startServer } from './process.ts'

const PATIENCE_MS = 10_000

export type Answer = { status: number; headers: IncomingMessage['headers']; body: string }
/** A client with one connection, which it keeps where the server lets it. */
export type Client = {
  ask: (path: string, headers?: Record<string, string>) => Promise<Answer>
  end: () => void
}

/** Waits until something is so; false where it does not come about. */
export async function until(isSo: () => boolean, patience = PATIENCE_MS): Promise<boolean> {
  const end = Date.now() + patience
  while (!isSo() && Date.now() < end) await pause(10)
  return isSo()
}

/** Starts a service of several workers and waits until all of them listen. */
export async function startWorkers(
  t: Test,
  database: string,
  workers: number,
  settings: Record<string, string> = {}
): Promise<Server> {
  const server = await startServer(t, database, { WEB_CONCURRENCY: String(workers), ...settings })
  if (!(await until(() => listeners(server).length === workers)))
    throw new Error(`not all listen: ${JSON.stringify(server.logs())}`)
  return server
}

/** The workers in the order in which they came to listen, those that have ended too. */
export function listeners({ logs }: Server): { pid: number; name: string; port: number }[] {
  return logs().flatMap(({ pid, name, msg }) => {
    const port = /listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(String(msg))?.[1]
    return port ? [{ pid: Number(pid), name: String(name), port: Number(port) }] : []
  })
}

export function connect({ url }: Server): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    ask: (path, headers = {}) =>
      new Promise<Answer>((resolve, reject) => {
        const request: ClientRequest = get(`${url}${path}`, { agent, headers }, (response) => {
          text(response).then(
            (body) =>
              resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
            reject
          )
        })
        request
          .on('error', reject)
          .setTimeout(PATIENCE_MS, () => request.destroy(new Error(`no answer to ${path}`)))
      }),
    end: () => agent.destroy()
  }
}

/**
 * Asks until a worker that sheds load, as on a busy machine just after its start, has time to
 * answer.
 */
export async function askInTime(
  { ask }: Client,
  path: string,
  headers?: Record<string, string>
): Promise<Answer> {
  for (let tries = 0; tries < 40; tries += 1) {
    const answer = await ask(path, headers)
    if (answer.status !== 503) return answer
    await pause(250)
  }
  return ask(path, headers)
}

/**
 * A client for each worker, by process id: connections come to one or the other, and each answer is
 * a line in the log.
 */
export async function connectToEach(
  t: Test,
  server: Server,
  workers: number
): Promise<Map<number, Client>> {
  const clients = new Map<number, Client>()
  for (let tries = 0; clients.size < workers && tries < 10 * workers; tries += 1) {
    const client = connect(server)
    t.teardown(() => client.end())
    const { headers } = await client.ask('/v1/metrics?limit=1')
    const line = () => server.logs().find(({ reqId }) => reqId === headers['x-request-id'])
    await until(() => line() !== undefined)
    clients.set(Number(line()?.['pid']), client)
  }
  return clients
}

/**
 * Asks without a pause, over one connection, until the server takes leave. Gives how often it was
 * answered; throws where it was not.
 */
export async function askUntilClosed(
  server: Server,
  path: string
): Promise<{ answers: number; wrong: number }> {
  const client = connect(server)
  const counts = { answers: 0, wrong: 0 }
  try {
    for (;;) {
      const { status, headers } = await client.ask(path)
      counts.answers += 1
      if (status !== 200) counts.wrong += 1
      if (headers.connection === 'close') return counts
    }
  } finally {
    client.end()
  }
}

/**
 * Asks without a pause, over a new connection each time. Gives the failures, which a request that
 * is never answered is one of.
 */
export async function askAnew(server: Server, isOver: () => boolean): Promise<unknown[]> {
  const failures: unknown[] = []
  while (!isOver()) {
    const client = connect(server)
    await client
      .ask('/v1/metrics?limit=1')
      .catch((error: NodeJS.ErrnoException) => failures.push(error.code ?? error.message))
    client.end()
  }
  return failures
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
