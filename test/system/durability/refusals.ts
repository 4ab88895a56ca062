// What a service answers while its disk fails: counted by status, and held against what was
// promised.
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
 * Refusals may be 503 and 507, as problem documents that say when to come back and nothing of what
 * is inside.
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
 * Reads one page after the other until told to stop; gives how many were answered, and hands on
 * what was not 200.
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
