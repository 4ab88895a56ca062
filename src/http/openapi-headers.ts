// The headers of answers that clients work with, as components of the OpenAPI document. A response
// of a route names those that it has.
export const HEADERS = {
  ETag: {
    description:
      'The tag of this answer. Send it as If-None-Match: if nothing has changed, the answer is ' +
      '304. Send the tag of a thing as If-Match with a correction or withdrawal.',
    schema: { type: 'string' },
    example: 'W/"m5-Yh0Yc0mJb0b8t0vJ0wA"'
  },
  Link: {
    description: 'The paths of this page and of the next one (RFC 8288), as in `links`.',
    schema: { type: 'string' },
    example: '</v1/metrics?limit=1>; rel="self"'
  },
  'Data-Revision': {
    description: 'The revision of the data in a CSV file: `meta.revision` of the same JSON.',
    schema: { type: 'integer', minimum: 0 },
    example: 13
  },
  Location: {
    description: 'The path of what was made.',
    schema: { type: 'string', format: 'uri-reference' },
    example: '/v1/observations/desk-2026-001'
  },
  'Idempotency-Replayed': {
    description:
      '`true` if this is the answer to an earlier request with the same Idempotency-Key.',
    schema: { type: 'string', enum: ['true'] },
    example: 'true'
  },
  'Retry-After': {
    description: 'The number of seconds after which to try again.',
    schema: { type: 'integer', minimum: 0 },
    example: 5
  },
  'WWW-Authenticate': {
    description: 'What the key lacks (RFC 6750).',
    schema: { type: 'string' },
    example: 'Bearer realm="corridor-metrics"'
  },
  RateLimit: {
    description:
      'How many requests are left (`r`) and for how many seconds (`t`), as a structured field of ' +
      'draft-ietf-httpapi-ratelimit-headers. If the service limits requests in a minute, every ' +
      'answer has it.',
    schema: { type: 'string' },
    example: '"requests";r=0;t=42'
  },
  'RateLimit-Policy': {
    description:
      'The limit that RateLimit tells about: `q` requests in `w` seconds. With ' +
      '`qu="concurrent-requests"` it is the number of requests at the same time.',
    schema: { type: 'string' },
    example: '"requests";q=600;w=60'
  }
} as const satisfies Record<string, { description: string; schema: object; example: unknown }>

export type HeaderName = keyof typeof HEADERS

/** The headers of a response, by reference. */
export function headerReferences(names: readonly HeaderName[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}
