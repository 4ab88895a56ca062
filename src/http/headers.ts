// Headers of every answer, for web pages of this site and of other sites.
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { EXPOSED_HEADERS } from './limits.ts'
import type { Routes } from './request-checks.ts'

/**
 * Adds headers that let web pages read and write as the settings allow, and protect the pages of
 * this service.
 */
export async function addHeaders(
  app: FastifyInstance,
  { CORS_ORIGIN, CORS_WRITE }: Config,
  routes: Routes
): Promise<void> {
  await app.register(helmet, {
    // Public data are for every page. The service must not demand HTTPS: it may run on plain HTTP,
    // or share a domain with other services.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    strictTransportSecurity: false
  })
  const always = {
    origin: CORS_ORIGIN === '*' ? '*' : CORS_ORIGIN.split(',').map((origin) => origin.trim()),
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: 86_400,
    strictPreflight: false
  }
  await app.register(cors, {
    delegator: (request, answer) =>
      answer(
        null,
        request.method === 'OPTIONS'
          ? { ...always, ...allowedFor(request, routes, CORS_WRITE) }
          : always
      )
  })
}

/** What web pages may send to an address: without writing, no other methods and no keys. */
function allowedFor(
  { url, headers }: FastifyRequest,
  routes: Routes,
  canWrite: boolean
): { methods: string[]; allowedHeaders?: string[] } {
  const methods = [...(routes(url) ?? [])].filter((method) => method !== 'OPTIONS').sort()
  if (canWrite) return { methods }
  const wanted = [headers['access-control-request-headers'] ?? []].flat().join().split(',')
  return {
    methods: methods.filter((method) => method === 'GET' || method === 'HEAD'),
    allowedHeaders: wanted
      .map((name) => name.trim())
      .filter((name) => name !== '' && name.toLowerCase() !== 'authorization')
  }
}
