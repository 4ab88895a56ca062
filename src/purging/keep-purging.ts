// Watches the data while the service runs, and purges a shared cache after each revision, whichever
// process made it.
import { setTimeout as pause } from 'node:timers/promises'
import { type Known, REVISION_TRUST_MS, type Store } from '../db/store.ts'
import { changedKeys, type Hook, purge } from './purge.ts'

const LOOK_MS = 1_000
/**
 * A process of the service may give an outdated answer for this long after a revision, so what has
 * changed is purged once more after it.
 */
const AGAIN_MS = REVISION_TRUST_MS + 1_000
const RETRY_MS = { least: 1_000, most: 60_000 }

type Log = { warn: (fields: object, message: string) => void }

/**
 * Purges everything at once, because the software may be another one than before, and then what
 * each revision changes. A hook that fails is tried again; nothing is left out meanwhile. Returns a
 * function that ends this work.
 */
export function keepPurging(
  store: Pick<Store, 'snapshotApart'>,
  hook: Hook,
  log: Log,
  { againMs = AGAIN_MS, lookMs = LOOK_MS } = {}
): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const wait = (ms: number) => pause(ms, undefined, { signal }).catch(() => {})
  const work = async () => {
    let purged: Known | undefined
    let failures = 0
    while (!signal.aborted) {
      try {
        const now = await store.snapshotApart(knownOf)
        if (!purged || isOther(now, purged)) {
          const change = { keys: changedKeys(now, purged), revision: now.revision }
          await purge(hook, change, signal)
          await wait(againMs)
          await purge(hook, change, signal)
          purged = now
        }
        failures = 0
      } catch (err) {
        failures += 1
        if (!signal.aborted) log.warn({ err, failures }, 'the shared cache could not be purged')
      }
      await wait(failures === 0 ? lookMs : retryAfter(failures))
    }
  }
  const ended = work()
  return async () => {
    ending.abort()
    await ended
  }
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
