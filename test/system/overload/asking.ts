// Asks a service from the addresses of this machine, and counts the answers.
import { Agent, get, type RequestOptions } from 'node:http'
import { text } from 'node:stream/consumers'

export type Answer = { status: number; ms: number; fault: string | undefined }
/** How often each status came; an error of the connection counts by its code. */
export type Counts = Record<string, number>

const MAY_FAIL = new Set([429, 503])

/** Asks once; never fails. An answer that refuses must be a problem that says when to try again. */
export function ask(options: RequestOptions): Promise<Answer> {
  const began = performance.now()
  const ended = (status: number, fault?: string) => ({
    status,
    ms: performance.now() - began,
    fault
  })
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', ...options }, async (answer) => {
      const { statusCode = 0, headers } = answer
      try {
        const body = await text(answer)
        resolve(ended(statusCode, faultOf(statusCode, headers['retry-after'], body)))
      } catch (error) {
        resolve(ended(0, String(error)))
      }
    })
    request.on('error', (error) => resolve(ended(0, String(error))))
  })
}

function faultOf(status: number, retryAfter: string | undefined, body: string): string | undefined {
  if (status === 200 || status === 304) return undefined
  if (!MAY_FAIL.has(status)) return `status ${status}: ${body.slice(0, 200)}`
  if (!/^\d+$/.test(retryAfter ?? '')) return `${status} without Retry-After`
  return JSON.parse(body).status === status ? undefined : `${status} without a problem`
}

/** `first` distinguishes the pages of one load from those of others. */
export type Load = {
  port: number
  addresses: string[]
  connections: number
  ms: number
  first: number
}

/** Sends requests on so many connections of each address, each as soon as the last is answered. */
export async function load({ port, addresses, connections, ms, first }: Load) {
  const end = performance.now() + ms
  const counts: Counts = {}
  const faults: Counts = {}
  let sent = first
  const one = async (agent: Agent) => {
    while (performance.now() < end) {
      sent += 1
      const { status, fault } = await ask({ port, agent, ...question(sent) })
      counts[status] = (counts[status] ?? 0) + 1
      if (fault) faults[fault] = (faults[fault] ?? 0) + 1
    }
  }
  const agents = addresses.map((localAddress) => new Agent({ keepAlive: true, localAddress }))
  await Promise.all(
    agents.flatMap((agent) => Array.from({ length: connections }, () => one(agent)))
  )
  for (const agent of agents) agent.destroy()
  return { counts, faults }
}

/**
 * Whole pages that nobody has asked for before, some that everybody asks for, and tags that match.
 */
function question(n: number): Pick<RequestOptions, 'path' | 'headers'> {
  if (n % 10 === 0) return { path: '/v1/scenarios', headers: { 'if-none-match': '*' } }
  if (n % 10 === 1) return { path: '/v1/metrics/goods_trade', headers: {} }
  const path = `/v1/observations?limit=60&from=${1500 + (n % 400)}&to=${2030 + Math.floor(n / 400)}`
  return { path, headers: {} }
}
