// Headers of every answer, for web pages of this site and of other sites.
import cors from '@fastify/cors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { EXPOSED_HEADERS } from './limits.ts'
import { splitUrl } from './links.ts'
import type { Routes } from './request-checks.ts'

/**
 * Without them a browser could take JSON for a page, and pages that embed only what allows it could
 * not embed our answers.
 */
export const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin'
}
/** What a browser opens as a document, in which scripts could run. */
const DOCUMENT = /\b(?:html|svg|xml)\b/
const READING = ['GET', 'HEAD']
/** Where a POST asks a question that is too long for an address, and changes nothing. */
const ASKED_BY_POST = ['/v1/check']
/** Nothing may be loaded or run, and no other site may show the document inside of its own. */
const NO_CONTENT = "default-src 'none'; frame-ancestors 'none'"
const OF_DOCUMENTS = {
  // For browsers that do not know frame-ancestors.
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin'
}

/**
 * Adds headers that let web pages read and write as the settings allow, and protect the pages of
 * this service. JSON and CSV have few of them: no browser runs these, and with each answer they
 * would send several hundred bytes for nothing. The service demands no HTTPS, because it may run on
 * plain HTTP, or share a domain with other services.
 */
export async function addHeaders(
  app: FastifyInstance,
  { CORS_ORIGIN, CORS_WRITE }: Config,
  routes: Routes
): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(ALWAYS)
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (DOCUMENT.test(String(reply.getHeader('content-type')))) {
      reply.headers(OF_DOCUMENTS)
      if (!reply.hasHeader('content-security-policy'))
        reply.header('content-security-policy', NO_CONTENT)
    }
    return payload
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
  const { path } = splitUrl(url)
  const methods = [...(routes(url) ?? [])].filter((method) => method !== 'OPTIONS').sort()
  if (canWrite) return { methods }
  const wanted = [headers['access-control-request-headers'] ?? []].flat().join().split(',')
  return {
    methods: methods.filter((method) => READING.includes(method) || ASKED_BY_POST.includes(path)),
    allowedHeaders: wanted
      .map((name) => name.trim())
      .filter((name) => name !== '' && name.toLowerCase() !== 'authorization')
  }
}
