// Headers that every answer carries, for pages of this site and of others.
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { EXPOSED_HEADERS } from './limits.ts'

/** What every answer carries, so that pages everywhere can read it and none can misuse it. */
export async function addHeaders(app: FastifyInstance, { CORS_ORIGIN }: Config): Promise<void> {
  await app.register(helmet, {
    // Public data is for every page. And where the service speaks plain HTTP, or shares a domain
    // with others, HTTPS is not ours to demand.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    strictTransportSecurity: false
  })
  await app.register(cors, {
    origin: CORS_ORIGIN === '*' ? '*' : CORS_ORIGIN.split(',').map((origin) => origin.trim()),
    methods: ['GET', 'HEAD'],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: 86_400,
    strictPreflight: false
  })
}
