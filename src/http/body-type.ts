// What a body has to be: a media type that the route takes, in UTF-8, not encoded for its way but
// for packed uploads.
import type { FastifyRequest } from 'fastify'
import { JSON_TYPES } from './json-body.ts'
import { Problem } from './problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route takes, where that is more than the document says. */
    bodyTypes?: readonly string[]
    /** Codings that the route understands (RFC 9110 §8.4). */
    bodyCodings?: readonly string[]
  }
}

/**
 * The problem with the headers of a body, if there is one. A type nobody has a parser for is found
 * later: see {@link unknownType}.
 */
export function checkBodyHeaders({ headers, routeOptions }: FastifyRequest): Problem | undefined {
  const coding = headers['content-encoding']?.trim().toLowerCase()
  const codings = ['identity', ...(routeOptions.config.bodyCodings ?? [])]
  if (coding !== undefined && !codings.includes(coding)) {
    const message =
      `The Content-Encoding ${coding.slice(0, 100)} is not understood here; send ` +
      `${codings.join(' or ')}.`
    return refused('content-encoding', message, codings, { 'accept-encoding': codings.join(', ') })
  }
  const [, charset] =
    /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(headers['content-type'] ?? '') ?? []
  if (charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset)) return undefined
  return refused(
    'content-type',
    `The charset ${charset.slice(0, 100)} is not understood here; send UTF-8.`,
    ['charset=utf-8']
  )
}

/** A body of a type that the route does not take, or none where one is needed. */
export function unknownType({ headers, routeOptions }: FastifyRequest): Problem {
  const allowed = routeOptions.config.bodyTypes ?? routeOptions.schema?.consumes ?? JSON_TYPES
  const type = headers['content-type']
  const found =
    type === undefined
      ? 'The body has no Content-Type'
      : `The Content-Type ${type.slice(0, 100)} is not understood here`
  return refused('content-type', `${found}; send ${allowed.join(' or ')}.`, allowed)
}

function refused(
  header: string,
  message: string,
  allowed: readonly string[],
  headers: Record<string, string> = {}
): Problem {
  return new Problem('unsupported_media_type', message, {
    errors: [{ pointer: `/header/${header}`, message, allowed: [...allowed] }],
    headers
  })
}
