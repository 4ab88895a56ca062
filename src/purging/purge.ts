// Tells a shared cache, such as a CDN, which of its answers have changed, by the keys that answers
// have in `Surrogate-Key`.
import type { Known } from '../db/store.ts'
import { SOFTWARE } from '../http/data-shown.ts'
import { ALL, CATALOGUE } from '../parts.ts'

/** The address that takes the keys, and a header that it needs, such as one with a secret. */
export type Hook = { url: string; header: Record<string, string> }

/** Caches take a limited number of keys at once. */
const KEYS_MAX = 100
const TIMEOUT_MS = 10_000

/** Every answer has one of these keys. */
const EVERYTHING = [SOFTWARE, ALL, CATALOGUE]

/**
 * The keys of what has changed since the data were as `before`; all keys if that is not known, as
 * after a backup has been restored.
 */
export function changedKeys(now: Known, before: Known | undefined): string[] {
  if (!before || !now.parts || now.revision <= before.revision) return EVERYTHING
  const touched = [...now.parts].filter(([, { revision }]) => revision > before.revision)
  const keys = [ALL, ...touched.map(([name]) => name)]
  // Every answer that shows only parts shows the catalogue.
  return keys.length > KEYS_MAX ? [ALL, CATALOGUE] : keys
}

/** Sends keys to the hook. Throws unless it says that it has taken them. */
export async function purge(
  { url, header }: Hook,
  { keys, revision }: { keys: readonly string[]; revision: number },
  signal: AbortSignal
): Promise<void> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'surrogate-key': keys.join(' '),
      ...header
    },
    body: JSON.stringify({ revision, keys }),
    redirect: 'error',
    signal: AbortSignal.any([signal, timeout])
  }).catch((cause: Error) => {
    const late = `it did not answer within ${TIMEOUT_MS / 1_000} s`
    throw new Error(`the purge hook was not told: ${timeout.aborted ? late : whyNot(cause)}`, {
      cause
    })
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`the purge hook answered ${response.status}`)
}

/** What `fetch` says is always the same; its cause tells what happened. */
function whyNot({ message, cause }: Error): string {
  return cause instanceof Error && cause.message !== '' ? cause.message : message
}
