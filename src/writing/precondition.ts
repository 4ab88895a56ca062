// `If-Match` (RFC 9110 §13.1.1): a correction of what has changed meanwhile is refused.
import type { FastifyRequest } from 'fastify'
import { opaque, readTags, tagOf } from '../http/caching.ts'
import { Problem } from '../http/problems.ts'

/**
 * Tags are compared with those of so many revisions, the newest first; older ones are refused like
 * those of another state.
 */
const REVISIONS_MAX = 10_000

/**
 * Throws unless the thing is unchanged since one of the tags. Tags of answers change with every
 * revision of the data, so a tag counts if it is of any revision since this version of the thing
 * was made. They are weak, for compressed answers share them; here they are compared by their text,
 * for they stand for one state of the data.
 */
export function checkIfMatch({ url, headers }: FastifyRequest, made: number, newest: number): void {
  const given = headers['if-match']
  if (given === undefined || given.trim() === '*') return
  const tags = readTags(given)
  for (
    let revision = newest;
    revision >= made && revision > newest - REVISIONS_MAX;
    revision -= 1
  ) {
    if (tags.has(opaque(tagOf({ url: url.split('?')[0] ?? '', format: 'json', revision })))) return
  }
  throw new Problem(
    'precondition_failed',
    'None of the tags in If-Match is of a state since which this is unchanged.',
    {
      errors: [
        {
          pointer: '/header/if-match',
          message: 'It has changed since, or the tag is of something else.',
          allowed: ['the ETag of a new GET', '*']
        }
      ]
    }
  )
}
