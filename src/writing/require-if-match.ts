// Refuses a change by `If-Match` (RFC 9110 §13.1.1) if the thing has changed since the client read
// it.
import type { FastifyRequest } from 'fastify'
import type { Snapshot } from '../db/store.ts'
import { Problem } from '../http/problems.ts'
import { opaque, readTags, taggerOf, withoutState } from '../http/tags.ts'
import { listRevisions } from './queries.ts'

/** How many revisions are compared, from the newest on. A tag of an older revision is refused. */
const REVISIONS_MAX = 1_000

/**
 * Throws unless the thing is unchanged since one of the tags. The tag of an answer changes with
 * other things too, so a tag counts if it belongs to any revision since `made`, when this version
 * of the thing was made. `parts` is what answers about the thing show. The tags are weak because
 * compressed answers share them; comparing their text is enough, because each tag stands for one
 * state of the data.
 */
export async function requireIfMatch(
  snapshot: Snapshot,
  { url, headers }: FastifyRequest,
  { parts, made }: { parts: readonly string[]; made: number }
): Promise<void> {
  const header = headers['if-match']
  if (header === undefined || header.trim() === '*') return
  const tags = new Set([...readTags(header)].map(withoutState))
  const tagAt = taggerOf({ url: url.split('?')[0] ?? '', format: 'json' })
  for (const revision of await listRevisions(snapshot, made, REVISIONS_MAX))
    if (tags.has(opaque(tagAt({ ...revision, parts })))) return
  throw new Problem(
    'precondition_failed',
    'The thing has changed since the states that the tags in If-Match stand for.',
    {
      errors: [
        {
          pointer: '/header/if-match',
          message: 'The thing has changed since, or the tag belongs to another answer.',
          allowed: ['the ETag of a new GET', '*']
        }
      ]
    }
  )
}
