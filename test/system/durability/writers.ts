// Clients that write one change after the other, and do not take a refusal for an answer.
import { CHANGES, type Change, firstClaim, type Reply, send } from './changes.ts'
import type { Trial } from './trial.ts'

const REPLAYED = 'idempotency-replayed'

/** Makes changes until told to stop or nobody answers. `onRefusal` is given what is no success. */
export async function writer(
  { journal, key }: Trial,
  url: string,
  owner: string,
  isOver: () => boolean,
  onRefusal: (reply: Reply, change: Change) => void
): Promise<void> {
  for (let turn = 0; !isOver(); ) {
    const make = CHANGES[turn % CHANGES.length]
    const change = turn === 0 ? firstClaim(owner) : await make?.(`${owner}, ${turn}`, owner, turn)
    if (!change) return
    journal.asked({ name: change.name, rows: change.rows, change })
    try {
      const reply = await send(url, key, change)
      if (isSuccess(reply)) journal.acknowledged(change.name, reply)
      else onRefusal(reply, change)
      // Without the first claim there is nothing to correct.
      if (isSuccess(reply) || turn > 0) turn += 1
    } catch (error) {
      if (!isOver()) throw error
    }
  }
}

/** Sends what was never answered once more. Gives what went wrong. */
export async function retryPending({ journal, key, tally }: Trial, url: string): Promise<string[]> {
  const failures: string[] = []
  for (const { name, change } of journal.pending()) {
    if (!change) continue
    const reply = await send(url, key, change)
    tally.retried += 1
    if (isSuccess(reply)) journal.acknowledged(name, reply)
    else
      failures.push(
        `${name} was answered ${reply.status} when it was sent again: ${reply.body.slice(0, 300)}`
      )
  }
  return failures
}

/** Sends what was answered long ago once more: it must be the same answer, from what was kept. */
export async function replay(
  { journal, key }: Trial,
  url: string,
  count: number
): Promise<string[]> {
  const failures: string[] = []
  for (const { name, change, reply } of journal.entries().slice(-count)) {
    if (!change || !reply) continue
    const again = await send(url, key, change)
    const isSame =
      again.status === reply.status &&
      again.body === reply.body &&
      again.headers.get(REPLAYED) === 'true'
    if (!isSame)
      failures.push(
        `${name} was answered otherwise when it was sent again: ${again.status} ` +
          `${again.body.slice(0, 200)}`
      )
  }
  return failures
}

export function isSuccess({ status }: Reply): boolean {
  return status === 200 || status === 201
}
