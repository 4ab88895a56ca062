// Tells clients that an operation will be removed: the headers Deprecation (RFC 9745) and Sunset
// (RFC 8594). The page /policy promises both, and at least a year between them.
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set for an operation that will be removed; its schema also has `deprecated: true`. */
    deprecated?: Deprecation
  }
}
/** Days as `2027-01-31`, and the path of what replaces the operation. */
export type Deprecation = { announced_on: string; removed_on: string; successor?: string }

const LEAST_DAYS = 365
const MILLISECONDS_A_DAY = 86_400_000

/** Adds the headers to every answer of such an operation. Refuses less than a year of notice. */
export function announceRemovals(app: FastifyInstance): void {
  app.addHook('onRoute', ({ url, config }) => {
    const { deprecated } = config ?? {}
    if (deprecated && noticeDays(deprecated) < LEAST_DAYS)
      throw new RangeError(`${url} would be removed less than ${LEAST_DAYS} days after its notice`)
  })
  app.addHook('onSend', async (request, reply) => {
    const { deprecated } = request.routeOptions.config
    if (!deprecated) return
    const { announced_on, removed_on, successor } = deprecated
    reply.header('deprecation', `@${Date.parse(announced_on) / 1_000}`)
    reply.header('sunset', new Date(removed_on).toUTCString())
    if (!successor) return
    const links = [reply.getHeader('link') ?? [], `<${successor}>; rel="successor-version"`].flat()
    reply.header('link', links.join(', '))
  })
}

function noticeDays({ announced_on, removed_on }: Deprecation): number {
  return (Date.parse(removed_on) - Date.parse(announced_on)) / MILLISECONDS_A_DAY
}
