// A service of several workers: who they are, and a connection to each.
import { Agent, type ClientRequest, get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Test } from 'tap'
import { isShed, PATIENCE_MS, type Server, startServer, until } from './process.ts'

/** More than this many connections at once have never come to the same workers again and again. */
const CONNECTIONS_AT_ONCE = 8

export type Answer = { status: number; headers: IncomingMessage['headers']; body: string }
/** A client with one connection, which it keeps where the server lets it. */
export type Client = {
  ask: (path: string, headers?: Record<string, string>) => Promise<Answer>
  end: () => void
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

/** Asks until a worker that sheds load, as on a busy machine, has time to answer. */
export async function askInTime(
  { ask }: Client,
  path: string,
  headers?: Record<string, string>
): Promise<Answer> {
  let answer = await ask(path, headers)
  await until(async () => {
    if (!isShed(answer.status, answer.body)) return true
    answer = await ask(path, headers)
    return false
  })
  return answer
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
  const isThere = async () => {
    const more = Array.from({ length: CONNECTIONS_AT_ONCE }, () => connect(server))
    const pids = await Promise.all(more.map((client) => workerOf(client, server)))
    for (const [position, client] of more.entries()) {
      const pid = pids[position] ?? 0
      if (clients.has(pid)) client.end()
      else clients.set(pid, client)
    }
    return clients.size >= workers
  }
  await until(isThere)
  t.teardown(() => {
    for (const client of clients.values()) client.end()
  })
  return clients
}

/** The process that answers a client, by the line in its log. */
async function workerOf({ ask }: Client, server: Server): Promise<number> {
  const { headers } = await ask('/v1/metrics?limit=1')
  const line = () => server.logs().find(({ reqId }) => reqId === headers['x-request-id'])
  await until(() => line() !== undefined)
  return Number(line()?.['pid'])
}

export type Asking = {
  /** How many answers came so far. */
  answers: () => number
  /** Settles when it is over. */
  over: Promise<void>
  /** What was not answered as it should be. */
  wrong: unknown[]
}

/** Asks without a pause, over one connection, until the server takes leave. */
export function askUntilClosed(server: Server, path: string): Asking {
  const client = connect(server)
  const wrong: unknown[] = []
  let answers = 0
  const over = (async () => {
    for (let isOpen = true; isOpen; answers += 1) {
      const { status, headers, body } = await client.ask(path)
      if (status !== 200 && !isShed(status, body)) wrong.push(status)
      isOpen = headers.connection !== 'close'
    }
  })()
  const ended = over.catch((error: unknown) => wrong.push(error))
  return { answers: () => answers, over: ended.then(() => client.end()), wrong }
}

/** Asks without a pause, over a new connection each time, until told that it is enough. */
export function askAnew(server: Server, isEnough: () => boolean): Asking {
  const wrong: unknown[] = []
  let answers = 0
  const over = async () => {
    while (!isEnough()) {
      const client = connect(server)
      await client.ask('/v1/metrics?limit=1').then(
        () => {
          answers += 1
        },
        (error: NodeJS.ErrnoException) => wrong.push(error.code ?? error.message)
      )
      client.end()
    }
  }
  return { answers: () => answers, over: over(), wrong }
}

/** Waits until each has had an answer: then all of them are at it. */
export async function underWay(all: readonly Asking[]): Promise<void> {
  if (!(await until(() => all.every(({ answers }) => answers() > 0))))
    throw new Error(`nobody answers: ${JSON.stringify(all.map(({ wrong }) => wrong))}`)
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
