// Counts the answers of a service by status while its disk fails, and checks the refusals.
import { ask, type Reply } from './changes.ts'

const PROBLEM = /^application\/problem\+json/
const ALLOWED: Record<number, string> = { 503: 'unavailable', 507: 'insufficient_storage' }

export type Refusals = {
  add: (reply: Reply) => void
  byStatus: Map<number, number>
  count: () => number
  faults: string[]
}

/**
 * Refusals must be 503 or 507: problem documents that say when to come back and show nothing
 * internal.
 */
export function refusals(): Refusals {
  const byStatus = new Map<number, number>()
  const faults: string[] = []
  return {
    add(reply) {
      byStatus.set(reply.status, (byStatus.get(reply.status) ?? 0) + 1)
      const fault = faultOf(reply)
      if (fault) faults.push(fault)
    },
    byStatus,
    count: () => [...byStatus.values()].reduce((total, count) => total + count, 0),
    faults
  }
}

function faultOf({ status, body, headers }: Reply): string | null {
  const code = ALLOWED[status]
  if (code === undefined) return `status ${status}: ${body.slice(0, 300)}`
  if (!PROBLEM.test(headers.get('content-type') ?? '') || JSON.parse(body).code !== code)
    return `no problem ${code}: ${body.slice(0, 300)}`
  if (!/^\d+$/.test(headers.get('retry-after') ?? '')) return `${status} without Retry-After`
  return /SQLITE|\.db|ENOSPC|\/tmp/.test(body) ? `it tells of what is inside: ${body}` : null
}

/**
 * Reads one page after the other until it is stopped. Returns the number of answers, and reports
 * each answer that was not 200.
 */
export async function reader(
  url: string,
  isOver: () => boolean,
  onRefusal: (reply: Reply) => void
): Promise<number> {
  let answered = 0
  for (let turn = 0; !isOver(); turn += 1) {
    // An address of its own each time, so that none is answered from memory.
    const reply = await ask(
      `${url}/v1/observations?metric=goods_trade&limit=20&to=${2_030 + (turn % 7_000)}`
    )
    if (reply.status === 200 && JSON.parse(reply.body).data.length === 20) answered += 1
    else onRefusal(reply)
  }
  return answered
}
