// The small files that browsers and crawlers ask every site for.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/** Two lines that cross: the corridor and the sea. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" ' +
  'rx="6" fill="#0b5cad"/><path d="M7 25 14 16l5 4 6-13" fill="none" stroke="#fff" ' +
  'stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>\n'
/** Pages may be found by search engines. Answers of the API are for programs. */
const ROBOTS = 'User-agent: *\nDisallow: /v1/\nDisallow: /health/\n'

/** Registers the icon and `robots.txt`. */
export function siteFiles(app: FastifyInstance): void {
  const schema = { hide: true, querystring: z.strictObject({}) }
  const config = { changesWith: 'software' } as const
  app.get('/favicon.svg', { schema, config }, async (_request, reply) =>
    reply.type('image/svg+xml').send(ICON)
  )
  // Browsers ask for this address beside answers that are not pages.
  app.get('/favicon.ico', { schema, config }, async (_request, reply) =>
    reply.redirect('/favicon.svg', 308)
  )
  app.get('/robots.txt', { schema, config }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(ROBOTS)
  )
}
