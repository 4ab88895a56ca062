// The port that Prometheus reads. It is apart from the port of the service, so that nobody who uses
// the service sees it.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type MetricsPort = { url: string; close: () => Promise<void> }
type Place = { host: string; port: number }
type Shown = { type: string; read: () => Promise<string> }

const PATH = '/metrics'
const LIMITS = {
  connections: 32,
  timeoutMs: 5_000
}

/** Listens, and answers `GET /metrics` with what `read` gives. Rejects if the port is taken. */
export async function openMetricsPort({ host, port }: Place, shown: Shown): Promise<MetricsPort> {
  const server = createServer({
    requestTimeout: LIMITS.timeoutMs,
    headersTimeout: LIMITS.timeoutMs,
    keepAliveTimeout: LIMITS.timeoutMs,
    connectionsCheckingInterval: 1_000
  })
  server.maxConnections = LIMITS.connections
  server.on('request', (request, response) => void answer(request, response, shown))
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  return {
    url: `http://${hostOf(address)}:${address.port}${PATH}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    }
  }
}

async function answer(
  { method, url }: IncomingMessage,
  response: ServerResponse,
  { type, read }: Shown
): Promise<void> {
  const send = (status: number, body: string, headers: Record<string, string> = {}) =>
    response
      .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers })
      .end(method === 'HEAD' ? '' : body)
  if (url?.split('?')[0] !== PATH) return void send(404, `The metrics are at ${PATH}.\n`)
  if (method !== 'GET' && method !== 'HEAD')
    return void send(405, 'This address takes GET and HEAD.\n', { allow: 'GET, HEAD' })
  try {
    send(200, await read(), { 'content-type': type })
  } catch {
    send(500, 'The figures could not be read.\n')
  }
}

function hostOf({ address, family }: AddressInfo): string {
  return family === 'IPv6' ? `[${address}]` : address
}
