// Sends every documented example through the proxy of Prism, which holds each answer against the
// document.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import {
  csvReadsOf,
  encoded,
  exampleUrl,
  geoReadsOf,
  hasParameter,
  type Operation,
  plainUrl,
  readsOf,
  withParameter
} from '../../app/operations.ts'

const PRISM = '@stoplight/prism-cli@5.16.0'
const PATIENCE_MS = 120_000
const ASK_AGAIN_MS = 200
/** What a parameter needs beside it to make sense. */
const BESIDE: Record<string, string> = { latest_by_author: 'metric=goods_trade' }

/** The examples that Prism finds a violation in, and the number of those that it was sent. */
export async function findViolations(
  app: FastifyInstance,
  document: string,
  upstream: string
): Promise<{ asked: number; violations: string[] }> {
  const operations = [
    ...(await readsOf(app)),
    ...(await csvReadsOf(app)),
    ...(await geoReadsOf(app))
  ]
  const urls = new Set(operations.flatMap(exampleUrls).map(withRepeats))
  const port = await freePort()
  const words = ['proxy', document, upstream, '--errors', '--port', String(port)]
  // A group of its own, because npx does not pass a signal on.
  const prism = spawn('npx', ['--yes', PRISM, ...words], { stdio: 'ignore', detached: true })
  try {
    await isReady(prism, `http://127.0.0.1:${port}/health/live`)
    const violations: string[] = []
    for (const url of urls) {
      const answer = await fetch(`http://127.0.0.1:${port}${url}`)
      const body = await answer.text()
      const found = answer.headers.get('sl-violations')
      if (answer.status !== 200 || found !== null)
        violations.push(`${url}: ${answer.status} ${found ?? body.slice(0, 300)}`)
    }
    return { asked: urls.size, violations }
  } finally {
    if (prism.pid !== undefined) process.kill(-prism.pid)
  }
}

/**
 * All examples of an operation at once, each alone, and none. Prism takes the use of a deprecated
 * parameter for a violation.
 */
function exampleUrls(whole: Operation): string[] {
  const operation = { ...whole, parameters: whole.parameters.filter((one) => !one.deprecated) }
  const plain = plainUrl(operation)
  const alone = operation.parameters
    .filter(
      (one) => one.in === 'query' && !hasParameter(plain, one.name) && one.example !== undefined
    )
    .map(({ name, example }) =>
      [`${name}=${encoded(example)}`, BESIDE[name]].filter(Boolean).join('&')
    )
  return [plain, exampleUrl(operation), ...alone.map((query) => withParameter(plain, query))]
}

/** Lists as the document says them: by repeats. Commas that belong to a value are encoded. */
function withRepeats(url: string): string {
  const [path = '', query = ''] = url.split('?')
  const parts = query.split('&').flatMap((part) => {
    const [name = '', values = ''] = part.split('=')
    return values.split(',').map((value) => `${name}=${value}`)
  })
  return query === '' ? path : `${path}?${parts.join('&')}`
}

async function isReady(prism: ChildProcess, url: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until && prism.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer) return
    await pause(ASK_AGAIN_MS)
  }
  throw new Error(`Prism does not answer; it ended with ${prism.exitCode}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('there is no free port')
  return address.port
}
