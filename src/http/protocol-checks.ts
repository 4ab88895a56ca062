// Refuses requests that break the rules of HTTP/1.1 itself. Node would answer some of them without
// a document, and would accept others.
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { answerOnSocket } from './client-errors.ts'
import { Problem, refusedHeader } from './problems.ts'

/** A name or an address, and perhaps a port (RFC 3986 §3.2). It may be empty. */
const HOST = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(:\d*)?$/i
/** The only expectation that there is (RFC 9110 §10.1.1). */
const CONTINUE = '100-continue'
const NO_PROXY = 'CONNECT is for proxies, and this service is none.'

/** Installs the checks. Call this before all other hooks that may answer. */
export function checkProtocol(app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw }, reply, done) => {
    const problem = hostProblem(raw) ?? expectProblem(raw)
    if (problem) reply.header('connection', 'close')
    done(problem)
  })
  // Without these listeners, Node answers 417 without a body, and closes the connection of CONNECT.
  app.server.on('checkExpectation', (request, response) => app.routing(request, response))
  app.server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    const errors = [{ pointer: '/method', message: NO_PROXY, allowed: [] }]
    const problem = new Problem('method_not_allowed', NO_PROXY, { errors, headers: { allow: '' } })
    answerOnSocket(problem, socket)
  })
}

/** Whether a request names exactly one host, as RFC 9112 §3.2 asks. */
export function hasHost({ rawHeaders }: IncomingMessage): boolean {
  const hosts = hostsOf(rawHeaders)
  return hosts.length === 1 && HOST.test(hosts[0] ?? '')
}

function hostsOf(rawHeaders: readonly string[]): string[] {
  const hosts: string[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') hosts.push(rawHeaders[at + 1] ?? '')
  }
  return hosts
}

/**
 * The problem with the header Host, if it has one. With two of them, a proxy and this service could
 * take a request for two different sites.
 */
function hostProblem({ httpVersion, rawHeaders }: IncomingMessage): Problem | undefined {
  const hosts = hostsOf(rawHeaders)
  const [host] = hosts
  if (host === undefined && httpVersion !== '1.1') return undefined
  if (host === undefined)
    return refusedHeader('bad_request', 'host', 'The header Host is missing.', [])
  if (hosts.length > 1)
    return refusedHeader('bad_request', 'host', `There are ${hosts.length} headers Host.`, [])
  if (HOST.test(host)) return undefined
  return refusedHeader('bad_request', 'host', 'The header Host is no name of a host.', [])
}

function expectProblem({ headers }: IncomingMessage): Problem | undefined {
  const { expect } = headers
  if (expect === undefined || expect.toLowerCase() === CONTINUE) return undefined
  const message = 'The header Expect names something that the service does not do.'
  return refusedHeader('expectation_failed', 'expect', message, [CONTINUE])
}
