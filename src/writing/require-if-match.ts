// Refuses a change by `If-Match` (RFC 9110 §13.1.1) if the thing has changed since the client read
// it.
import type { FastifyRequest } from 'fastify'
import { Problem } from '../http/problems.ts'
import { opaque, readTags, tagOf, withoutState } from '../http/tags.ts'

/** How many revisions are compared, from the newest on. A tag of an older revision is refused. */
const REVISIONS_MAX = 10_000

/**
 * Throws unless the thing is unchanged since one of the tags. The tag of an answer changes with
 * other things too, so a tag counts if it belongs to any revision since this version of the thing
 * was made. `parts` is what answers about the thing show. The tags are weak because compressed
 * answers share them; comparing their text is enough, because each tag stands for one state of the
 * data.
 */
export function requireIfMatch(
  { url, headers }: FastifyRequest,
  { parts, made, newest }: { parts: readonly string[]; made: number; newest: number }
): void {
  const header = headers['if-match']
  if (header === undefined || header.trim() === '*') return
  const tags = new Set([...readTags(header)].map(withoutState))
  for (
    let revision = newest;
    revision >= made && revision > newest - REVISIONS_MAX;
    revision -= 1
  ) {
    if (
      tags.has(
        opaque(tagOf({ url: url.split('?')[0] ?? '', format: 'json', shown: { parts, revision } }))
      )
    )
      return
  }
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
