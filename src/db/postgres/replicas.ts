// Reads on replicas, in turn. A replica is read only where it stands at exactly the revision that
// this process knows to be the newest: then it makes no difference to an answer which server gave
// it, and for no client does time run backwards. One that lags, fails, or is ahead of its primary
// is left out and looked at until it is well; the read begins anew elsewhere.

import type { Snapshot } from '../store.ts'
import { isOfOneServer, reasonOf } from './errors.ts'
import type { Pool } from './store.ts'

const LOOK_AGAIN_MS = 250
/** What passes within a second, as the lag after an import does, is not worth a word. */
const LOOKS_BEFORE_TOLD = 4
/** A read that has waited for two servers has waited long enough. */
const TRIES_MAX = 2

/** `name` is its address as it may be shown. */
export type Replica = { name: string; pool: Pool }
type Member = Replica & {
  isUsed: boolean
  timer?: NodeJS.Timeout
  failedLooks: number
  complaint: string
}
type Read<T> = (snapshot: Snapshot) => Promise<T>
type Surroundings = {
  /** Runs a read in a snapshot on a connection of the pool. */
  readOn: <T>(pool: Pool, read: Read<T>) => Promise<T>
  /** The newest revision that this process knows. */
  newest: () => number
}

class OtherRevision extends Error {
  constructor(found: number, newest: number) {
    super(`it stands at revision ${found}, the newest is ${newest}`)
  }
}

/**
 * Reads on replicas as long as one is well, and tells of those that are not. None is used before it
 * has been looked at.
 */
export function readReplicas(replicas: readonly Replica[], { readOn, newest }: Surroundings) {
  const members: Member[] = replicas.map((replica) => ({
    ...replica,
    isUsed: false,
    failedLooks: 0,
    complaint: ''
  }))
  let turn = 0
  let closed = false
  let tell = (_message: string) => {}

  const readAt = <T>({ pool }: Member, read: Read<T>) =>
    readOn(pool, (snapshot) => {
      if (snapshot.revision !== newest()) throw new OtherRevision(snapshot.revision, newest())
      return read(snapshot)
    })

  const look = async (member: Member) => {
    try {
      await readAt(member, async () => {})
      if (isTold(member)) tell(`The replica ${member.name} is in use again.`)
      Object.assign(member, { isUsed: true, failedLooks: 0, complaint: '' })
    } catch (error) {
      member.complaint = reasonOf(error)
      member.failedLooks += 1
      if (member.failedLooks === LOOKS_BEFORE_TOLD) tell(complaintOf(member))
      lookLater(member)
    }
  }
  const lookLater = (member: Member, milliseconds = LOOK_AGAIN_MS) => {
    if (!closed) member.timer = setTimeout(look, milliseconds, member).unref()
  }
  const leaveOut = (member: Member) => {
    if (member.isUsed) lookLater(member)
    member.isUsed = false
  }
  const inTurn = () => {
    turn = (turn + 1) % members.length
    const order = [...members.slice(turn), ...members.slice(0, turn)]
    return order.filter(({ isUsed }) => isUsed).slice(0, TRIES_MAX)
  }

  for (const member of members) lookLater(member, 0)
  return {
    /**
     * Reads on a replica, or else as `onPrimary` does. `read` may run more than once, but only one
     * run comes to an end.
     */
    async read<T>(read: Read<T>, onPrimary: (read: Read<T>) => Promise<T>): Promise<T> {
      for (const member of inTurn()) {
        try {
          return await readAt(member, read)
        } catch (error) {
          if (!(error instanceof OtherRevision || isOfOneServer(error))) throw error
          leaveOut(member)
        }
      }
      return onPrimary(read)
    },
    /**
     * Calls back when a replica has been left out for a while and when it is used again; at once
     * for those that are left out.
     */
    report(listener: (message: string) => void): void {
      tell = listener
      for (const member of members.filter(isTold)) tell(complaintOf(member))
    },
    async close(): Promise<void> {
      closed = true
      for (const { timer } of members) clearTimeout(timer)
      await Promise.all(members.map(({ pool }) => pool.end()))
    }
  }
}

const isTold = ({ failedLooks }: Member) => failedLooks >= LOOKS_BEFORE_TOLD
const complaintOf = ({ name, complaint }: Member) => `The replica ${name} is left out: ${complaint}`
