// Swagger UI at `/docs`, arranged for a first visit.
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { publicServer, THIS_SERVER } from './openapi.ts'
import type { OpenApiDocument } from './openapi-components.ts'

/** The page must not scroll sideways. No answer has links in the sense of OpenAPI. */
const PHONE_STYLE = '@media(max-width:40rem){.swagger-ui .response-col_links{display:none}}'

/** Phones show the page as wide as themselves. */
const VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'

/** The files of Swagger UI, its pictures inside of them, and requests to this service. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const STORED = ['/docs/json', '/docs/yaml']
const PAGES = ['/docs', '/docs/']

type Parameter = {
  description?: string
  schema?: { $ref?: string; type?: string; items?: { $ref?: string }; examples?: unknown[] }
}
type System = { layoutSelectors: { currentFilter: () => string | boolean | null } }
type IsShown = (thing: string | string[], isOpen?: boolean) => boolean

/**
 * Serves Swagger UI. Every operation opens ready to execute, and the page loads nothing from other
 * servers.
 */
export async function serveDocs(
  app: FastifyInstance,
  { PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>
): Promise<void> {
  // Only a new version of the software changes these answers. The plugin takes no config for them.
  app.addHook('onRoute', (route) => {
    if (STORED.includes(route.url)) route.config = { ...route.config, changesWith: 'software' }
    if (PAGES.includes(route.url)) route.onSend = addViewport
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: {
      tryItOutEnabled: true,
      deepLinking: true,
      displayRequestDuration: true,
      filter: true,
      validatorUrl: null,
      docExpansion: 'none',
      defaultModelsExpandDepth: 0,
      layout: 'BaseLayout',
      plugins: [openFirstTags]
    },
    transformStaticCSP: () => DOCS_POLICY,
    transformSpecification: (document) => ({
      ...forVisitors(document as OpenApiDocument),
      servers: [THIS_SERVER, publicServer(PUBLIC_URL)]
    }),
    theme: {
      title: 'Corridor Metrics API',
      css: [{ filename: 'phone.css', content: PHONE_STYLE }]
    }
  })
}

/** The plugin has no other way into the head of its page. */
async function addViewport(_request: unknown, _reply: unknown, page: unknown): Promise<string> {
  return String(page).replace('<head>', `<head>\n      ${VIEWPORT}`)
}

/**
 * The document as Swagger UI gets it. It calls the first server: the one that it comes from. It
 * shows no examples but those that it fills in, so the others are added to the descriptions.
 */
function forVisitors(document: OpenApiDocument): OpenApiDocument {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  for (const operation of operations) operation.parameters?.forEach(showExample)
  Object.values(document.components.parameters ?? {}).forEach(showExample)
  return document
}

/** Lists of words and flags show what they take. */
function showExample(parameter: object): void {
  const { schema = {}, description = '' } = parameter as Parameter
  const { $ref, type, items, examples = [] } = schema
  const [example] = examples
  const isPlain = $ref === undefined && items?.$ref === undefined && type !== 'boolean'
  if (!isPlain || example === undefined || description.includes(String(example))) return
  const values = [example].flat().map((value) => `\`${value}\``)
  Object.assign(parameter, { description: `${description} For example ${values.join(', ')}.` })
}

/**
 * Opens the tags that most visitors come for, and every tag that a filter finds. Swagger UI itself
 * can only open all tags or none. It runs this function in the browser from its source text, so
 * the function must not refer to anything outside of it.
 */
export function openFirstTags() {
  const first = [
    ...['projections', 'series', 'metrics', 'observations', 'figure-checks', 'conflicts'],
    'forecasts'
  ]
  const isShown =
    (original: IsShown, system: System) =>
    (_state: unknown, thing: string | string[], isOpen?: boolean): boolean => {
      const [kind, name = ''] = typeof thing === 'string' ? [thing] : thing
      if (kind !== 'operations-tag') return original(thing, isOpen)
      const filter = system.layoutSelectors.currentFilter()
      const isFound = typeof filter === 'string' && filter !== ''
      return original(thing, isFound || first.includes(name))
    }
  return { statePlugins: { layout: { wrapSelectors: { isShown } } } }
}
