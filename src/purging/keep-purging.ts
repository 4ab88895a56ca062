// Watches the data while the service runs, and purges a shared cache after each revision, whichever
// process made it.
import { setTimeout as pause } from 'node:timers/promises'
import type { Known, Store } from '../db/store.ts'
import type { ReportPurges } from '../telemetry/telemetry.ts'
import { changedKeys, type Hook, purge } from './purge.ts'

const LOOK_MS = 1_000
const SECOND_MS = 1_000
const RETRY_MS = { least: 1_000, most: 60_000 }
/** Later changes join the last of so many that are to be purged again. */
const REPEATS_MAX = 100

type Log = {
  info: (fields: object, message: string) => void
  warn: (fields: object, message: string) => void
}
/** Who hears how it goes: the log, and whoever reads the figures of the service. */
export type Listeners = { log: Log; report: ReportPurges }
type Repeat = { keys: readonly string[]; at: number }
type Times = {
  /** How long an outdated answer may be on its way: what has changed is purged again after it. */
  againMs: number
  lookMs?: number
}

/**
 * Purges everything at once, because the software may be another one than before, and then what
 * each revision changes. A hook that fails is tried again; nothing is left out meanwhile. Returns a
 * function that ends this work.
 */
export function keepPurging(
  store: Pick<Store, 'snapshotApart'>,
  hook: Hook,
  { log, report }: Listeners,
  { againMs, lookMs = LOOK_MS }: Times
): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  let failingSince: number | undefined
  const count = report(() =>
    failingSince === undefined ? 0 : (performance.now() - failingSince) / SECOND_MS
  )
  const send: Send = async (what) => {
    try {
      await purge(hook, what, signal)
      count('taken')
    } catch (error) {
      if (!signal.aborted) count('failed')
      throw error
    }
  }
  const purgeWhatIsDue = makeRound(() => store.snapshotApart(knownOf), { send, againMs, log })
  const work = async () => {
    for (let failures = 0; !signal.aborted; ) {
      const begun = performance.now()
      try {
        await purgeWhatIsDue()
        if (failures > 0) log.info({ failures }, 'the purge hook works again')
        failures = 0
        failingSince = undefined
      } catch (error) {
        failures += 1
        failingSince ??= begun
        const reason = error instanceof Error ? error.message : String(error)
        if (!signal.aborted)
          log.warn({ reason, failures }, 'the shared cache was not purged: see PURGE_URL')
      }
      const delay = failures === 0 ? lookMs : retryAfter(failures)
      await pause(delay, undefined, { signal }).catch(() => {})
    }
  }
  const ended = work()
  return async () => {
    ending.abort()
    await ended
  }
}

type Send = (what: { keys: readonly string[]; revision: number }) => Promise<void>
type Round = { send: Send; againMs: number; log: Log }

/** The function that looks once, and purges what has changed since and what is to be repeated. */
function makeRound(look: () => Promise<Known>, { send, againMs, log }: Round) {
  let repeats: Repeat[] = []
  let purged: Known | undefined
  return async () => {
    const now = await look()
    if (!purged || isOther(now, purged)) {
      const keys = changedKeys(now, purged)
      await send({ keys, revision: now.revision })
      log.info({ revision: now.revision, keys }, 'the shared cache was purged')
      purged = now
      repeats = withRepeat(repeats, { keys, at: Date.now() + againMs })
    }
    const due = repeats.filter(({ at }) => at <= Date.now())
    if (due.length === 0) return
    const keys = [...new Set(due.flatMap((repeat) => repeat.keys))]
    await send({ keys, revision: now.revision })
    log.info({ revision: now.revision, keys }, 'the shared cache was purged once more')
    repeats = repeats.slice(due.length)
  }
}

/** Adds keys that are to be purged again; the times of all are in order. */
function withRepeat(repeats: readonly Repeat[], { keys, at }: Repeat): Repeat[] {
  const last = repeats.length < REPEATS_MAX ? undefined : repeats.at(-1)
  const before = last ? repeats.slice(0, -1) : repeats
  return [...before, { keys: [...new Set([...(last?.keys ?? []), ...keys])], at }]
}

async function knownOf({ revision, updatedAt, parts }: Known): Promise<Known> {
  return { revision, updatedAt, parts }
}

function isOther(now: Known, before: Known): boolean {
  return now.revision !== before.revision || now.updatedAt !== before.updatedAt
}

function retryAfter(failures: number): number {
  return Math.min(RETRY_MS.most, RETRY_MS.least * 2 ** (failures - 1))
}
