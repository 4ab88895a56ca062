// Reads on replicas in turn. A replica is read only at exactly the newest revision that this
// process knows. So every server would give the same answer, and time never runs backwards for a
// client. A replica that lags, fails, or is ahead of its primary is left out and polled until it is
// well, and the read starts again elsewhere.

import type { Snapshot } from '../store.ts'
import { isOfOneServer, reasonOf } from './errors.ts'
import { OtherRevision } from './read-at-once.ts'
import type { Pool } from './store.ts'

const LOOK_AGAIN_MS = 250
/** A lag of up to a second, as after an import, is not reported. */
const LOOKS_BEFORE_REPORT = 4
/** A read gives up on replicas after waiting for this many. */
const TRIES_MAX = 2

/** `name` is its address without the password. */
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

/**
 * Reads on replicas while at least one is well, and reports the others. A replica is used only
 * after a successful poll.
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
  let report = (_message: string) => {}

  const readAt = <T>({ pool }: Member, read: Read<T>) =>
    readOn(pool, (snapshot) => {
      if (snapshot.revision !== newest()) throw new OtherRevision(snapshot.revision, newest())
      return read(snapshot)
    })

  const look = async (member: Member) => {
    try {
      await readAt(member, async () => {})
      if (isReported(member)) report(`The replica ${member.name} is in use again.`)
      Object.assign(member, { isUsed: true, failedLooks: 0, complaint: '' })
    } catch (error) {
      member.complaint = reasonOf(error)
      member.failedLooks += 1
      if (member.failedLooks === LOOKS_BEFORE_REPORT) report(describeComplaint(member))
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
  const chooseInTurn = () => {
    turn = (turn + 1) % members.length
    const order = [...members.slice(turn), ...members.slice(0, turn)]
    return order.filter(({ isUsed }) => isUsed).slice(0, TRIES_MAX)
  }

  for (const member of members) lookLater(member, 0)
  return {
    /**
     * Reads on a replica, or else by `onPrimary`. `read` may start more than once, but finishes
     * only once.
     */
    async read<T>(read: Read<T>, onPrimary: (read: Read<T>) => Promise<T>): Promise<T> {
      for (const member of chooseInTurn()) {
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
     * Calls `listener` when a replica has been left out for a while and when it is used again; at
     * once for replicas that are left out now.
     */
    report(listener: (message: string) => void): void {
      report = listener
      for (const member of members.filter(isReported)) report(describeComplaint(member))
    },
    async close(): Promise<void> {
      closed = true
      for (const { timer } of members) clearTimeout(timer)
      await Promise.all(members.map(({ pool }) => pool.end()))
    }
  }
}

const isReported = ({ failedLooks }: Member) => failedLooks >= LOOKS_BEFORE_REPORT
const describeComplaint = ({ name, complaint }: Member) =>
  `The replica ${name} is left out: ${complaint}`
