// Checks a request before its parameters are read, in this order: the address, whether the route
// and the method exist (404, 405), the size of the body, and the requested format (406).
import type { FastifyInstance, FastifyRequest } from 'fastify'
import findMyWay from 'find-my-way'
import Negotiator from 'negotiator'
import { absentRoute, leadOn } from './absent-routes.ts'
import { checkBodyHeaders } from './body-type.ts'
import { type KnownPath, knownPath } from './known-paths.ts'
import { LIMITS } from './limits.ts'
import { splitUrl } from './links.ts'
import { bodyTooLarge, Problem, refusedHeader } from './problems.ts'

/**
 * The formats that a route can answer with, best first, as declared in its config. `csv` means
 * `text/csv`.
 */
export type Format = 'json' | 'csv' | 'geojson' | 'html' | CitationStyle
/** The forms of a citation, which the parameter `style` names. */
export type CitationStyle = 'text' | 'bibtex' | 'csl-json' | 'ris'
export const MEDIA_TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  geojson: 'application/geo+json',
  html: 'text/html',
  text: 'text/plain',
  bibtex: 'application/x-bibtex',
  'csl-json': 'application/vnd.citationstyles.csl+json',
  ris: 'application/x-research-info-systems'
} as const satisfies Record<Format, string>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The formats this route has; a route without them is not negotiated. */
    formats?: readonly Format[]
    /** A route of its own for one format, as `/v1/metrics.csv` is. */
    suffixFormat?: Format
  }
  interface FastifyRequest {
    /** The format negotiated for the answer. */
    format: Format
  }
}

/** A tab between cells, which is the only control character that means something here. */
const TAB_DELIMITER = /([?&]delimiter=)%09(?=&|$)/

/** The problem with an address, if it has one. */
export function checkUrl(url: string): Problem | undefined {
  if (url.length > LIMITS.urlCharactersMax) {
    return new Problem(
      'url_too_long',
      `The address has ${url.length} characters, ${LIMITS.urlCharactersMax} are allowed.`
    )
  }
  if (!url.includes('%')) return undefined
  try {
    const decoded = decodeURIComponent(url.replace(TAB_DELIMITER, '$1'))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this looks for them
    if (/[\u0000-\u001f\u007f]/.test(decoded))
      return new Problem('invalid_url', 'The address holds control characters.')
  } catch {
    return new Problem('invalid_url', 'The address is not valid percent-encoded UTF-8.')
  }
  return undefined
}

/** The methods of an address; undefined if the address does not exist. */
export type Routes = (url: string) => ReadonlySet<string> | undefined

/**
 * Collects all addresses; call this before any route is registered. Fastify itself answers 404 to a
 * wrong method.
 */
export function learnRoutes(app: FastifyInstance): { routes: Routes; paths: KnownPath[] } {
  const router = findMyWay<findMyWay.HTTPVersion.V1>({ maxParamLength: LIMITS.urlCharactersMax })
  const methods = new Map<string, Set<string>>()
  const paths: KnownPath[] = []
  app.addHook('onRoute', ({ url, method, schema }) => {
    if (url === '*') return
    const allowed = methods.get(url) ?? new Set()
    if (!methods.has(url)) router.on('GET', url, () => {}, allowed)
    if (!methods.has(url) && !url.includes('*')) paths.push(knownPath(url, schema?.querystring))
    methods.set(url, allowed)
    for (const one of [method].flat()) allowed.add(one)
    if (allowed.has('GET') || allowed.has('HEAD')) allowed.add('GET').add('HEAD').add('OPTIONS')
  })
  const routes: Routes = (url) => {
    const found = router.find('GET', splitUrl(url).path)
    const isEmpty = Object.values(found?.params ?? {}).includes('')
    return isEmpty ? undefined : (found?.store as Set<string> | undefined)
  }
  return { routes, paths }
}

/**
 * Answers 404 to OPTIONS for an unknown address. Call this before the CORS plugin, which would
 * answer for every address.
 */
export function checkOptions(app: FastifyInstance, routes: Routes): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'OPTIONS') return
    const allowed = routes(request.url)
    if (!allowed) throw checkUrl(request.raw.url ?? '') ?? routeProblem(request, undefined)
    reply.header('allow', [...allowed].sort().join(', '))
  })
}

/**
 * Installs the checks. Call this after the hooks that protect every request, and before any route.
 */
export function checkRequests(
  app: FastifyInstance,
  { routes, paths }: ReturnType<typeof learnRoutes>
): void {
  app.decorateRequest('format', 'json')
  app.addHook('onRequest', async (request, reply) => {
    const problem = checkUrl(request.raw.url ?? '')
    if (problem) throw problem
    // The router takes the address of a format for an id if it has another method for ids.
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const known = request.is404 || !isRead ? routes(request.url) : undefined
    if (known && (request.is404 || !known.has(request.method))) throw routeProblem(request, known)
    if (request.is404 || emptyParameter(request)) return leadOn(request, reply, { routes, paths })
    const { bodyLimit = LIMITS.bodyBytesMax } = request.routeOptions
    if (Number(request.headers['content-length'] ?? 0) > bodyLimit) throw bodyTooLarge(bodyLimit)
    request.format = negotiate(request)
  })
  // This runs after the hooks of the route, so that a client without permission gets that answer
  // first.
  app.addHook('preParsing', async (request) => {
    const problem = checkBodyHeaders(request)
    if (problem) throw problem
  })
}

/** 404, or 405 if the address has other methods. */
export function routeProblem(
  request: FastifyRequest,
  allowed: ReadonlySet<string> | undefined
): Problem {
  const { path } = splitUrl(request.url)
  if (!allowed) return absentRoute(path, undefined)
  const list = [...allowed].sort()
  const { method } = request
  return new Problem(
    'method_not_allowed',
    `${path} does not have the method ${method}; it has ${list.join(', ')}.`,
    {
      errors: [{ pointer: '/method', message: `${method} is not allowed here.`, allowed: list }],
      headers: { allow: list.join(', ') }
    }
  )
}

/** Whether the path has an empty id: `/v1/metrics/` must be 404, not a metric with an empty id. */
function emptyParameter({ params }: FastifyRequest): boolean {
  return Object.values(params as Record<string, string>).includes('')
}

/**
 * Chooses the format: the suffix counts most, then the parameter, which is `style` for citations,
 * then the header. The route itself refuses a wrong parameter.
 */
function negotiate(request: FastifyRequest): Format {
  const { formats, suffixFormat } = request.routeOptions.config
  if (suffixFormat) return suffixFormat
  if (!formats) return 'json'
  const { format, style } = request.query as { format?: unknown; style?: unknown }
  const asked = formats.find((one) => one === (format ?? style))
  if (asked) return asked
  const types: string[] = formats.map((one) => MEDIA_TYPES[one])
  const accepted = new Negotiator({
    headers: { accept: withoutParameters(request.headers.accept) }
  }).mediaType(types)
  const best = formats[types.indexOf(accepted ?? '')]
  if (best) return best
  const message = 'None of the accepted types can be served.'
  throw refusedHeader('not_acceptable', 'accept', message, types, {
    detail: `Accept: ${request.headers.accept} allows none of ${types.join(', ')}.`
  })
}

/**
 * Removes media type parameters other than `q`: `application/json; charset=utf-8` means the same as
 * `application/json`.
 */
function withoutParameters(accept = '*/*'): string {
  return accept
    .split(',')
    .map((range) => {
      const [type, ...parameters] = range.split(';')
      return [type, ...parameters.filter((parameter) => /^\s*q\s*=/i.test(parameter))].join(';')
    })
    .join(',')
}
