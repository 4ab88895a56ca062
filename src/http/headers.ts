// Headers of every answer, for web pages of this site and of other sites.
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { EXPOSED_HEADERS } from './limits.ts'

/** Adds headers that let every web page read answers and protect the pages of this service. */
export async function addHeaders(app: FastifyInstance, { CORS_ORIGIN }: Config): Promise<void> {
  await app.register(helmet, {
    // Public data are for every page. The service must not demand HTTPS: it may run on plain HTTP,
    // or share a domain with other services.
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
