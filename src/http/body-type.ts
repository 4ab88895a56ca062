// Checks the headers of a body: its media type must be one that the route accepts, its charset
// UTF-8, and only uploads may be compressed.
import type { FastifyRequest } from 'fastify'
import { JSON_TYPES } from './json-body.ts'
import { SHOWN } from './limits.ts'
import { type Problem, refusedHeader } from './problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The media types that the route accepts, if there are more than the OpenAPI document lists.
     */
    bodyTypes?: readonly string[]
    /** The content codings that the route can decode (RFC 9110 §8.4). */
    bodyCodings?: readonly string[]
  }
}

const CODE = 'unsupported_media_type'

/**
 * The problem with the headers of a body, if there is one. A type without a parser is found later:
 * see {@link unknownType}.
 */
export function checkBodyHeaders({ headers, routeOptions }: FastifyRequest): Problem | undefined {
  const coding = headers['content-encoding']?.trim().toLowerCase()
  const codings = ['identity', ...(routeOptions.config.bodyCodings ?? [])]
  if (coding !== undefined && !codings.includes(coding)) {
    const message =
      `The Content-Encoding ${shorten(coding)} is not supported here; send ` +
      `${codings.join(' or ')}.`
    const headers = { 'accept-encoding': codings.join(', ') }
    return refusedHeader(CODE, 'content-encoding', message, codings, { headers })
  }
  const [, charset] =
    /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(headers['content-type'] ?? '') ?? []
  if (charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset)) return undefined
  const message = `The charset ${shorten(charset)} is not supported here; send UTF-8.`
  return refusedHeader(CODE, 'content-type', message, ['charset=utf-8'])
}

/** The problem of a body that has no type, or a type that the route does not accept. */
export function unknownType({ headers, routeOptions }: FastifyRequest): Problem {
  const allowed = routeOptions.config.bodyTypes ?? routeOptions.schema?.consumes ?? JSON_TYPES
  const type = headers['content-type']
  const found =
    type === undefined
      ? 'The body has no Content-Type'
      : `The Content-Type ${shorten(type)} is not supported here`
  const message = `${found}; send ${allowed.join(' or ')}.`
  return refusedHeader(CODE, 'content-type', message, allowed)
}

function shorten(text: string): string {
  return text.slice(0, SHOWN.nameCharacters)
}
