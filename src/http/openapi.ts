// The OpenAPI 3.1 document, made of the zod schemas of the routes.
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject
} from 'fastify-type-provider-zod'
import { VERSION } from '../version.ts'
import { type OpenApiDocument, sayOnce } from './openapi-components.ts'
import { zodToJsonConfig } from './openapi-schemas.ts'

export const TAGS = {
  observations: 'Claims: figures with who says so, and how they relate to each other.',
  series: 'One value a period, by a rule that is named, for those who need one.',
  projections: 'What has been promised, planned or forecast.',
  conflicts: 'Claims that cannot all be right, found by comparing them.',
  imports: 'What came in when, and bringing in more.',
  forecasts: 'What comes next if nothing changes, computed here from the observations.',
  metrics: 'What is measured.',
  countries: 'The countries of the world.',
  entities: 'Whom or what figures are about.',
  sources: 'The documents figures were read in.',
  events: 'What happened on the corridor.',
  changes: 'What came in when, what was corrected and withdrawn, and why.',
  search: 'Finding things by a text.',
  service: 'About the service itself.',
  health: 'For supervisors and load balancers.'
}

/** For the `security` of an operation that takes a key. */
export const KEY_SECURITY = [{ key: [] }]

const DESCRIPTION = `Sourced metrics of the Central Asia – Pakistan corridor: trade, container transit, students, border times and costs, ports and routes, and the projections made for them.

Every number is a **claim**: who says it, where, for which period, how exactly. Claims that disagree stand side by side. A projection is a promise with a base, a target and a bound.

- Lists answer \`{data, meta, links}\`; follow \`links.next\` to the end. \`limit\` is 100 unless told, at most 1,000.
- Every list is also CSV: add \`.csv\` to the path, or \`format=csv\`. Without \`limit\` all rows are sent.
- Errors are problem documents (RFC 9457): branch on \`code\`.
- Reading is open; writing takes a key of this service. Each change is one revision, and nothing is lost: versions before stay in the history.
- Answers carry an ETag: send it back as If-None-Match, and an unchanged answer costs nothing (304).
- Within v1 documented fields never change their meaning; fields may be added; cursors and tags are opaque.`

/** Registers the generator; call it before the routes. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  const toComponents = createJsonSchemaTransformObject({ zodToJsonConfig })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Corridor Metrics',
        version: VERSION,
        summary: 'Sourced metrics of the Central Asia – Pakistan corridor',
        description: DESCRIPTION,
        license: {
          name: 'MIT (the software; for the data see meta.license)',
          url: 'https://opensource.org/license/mit'
        },
        contact: { name: 'The Corridor Metrics developers' }
      },
      servers: [{ url: '/', description: 'This service' }],
      security: [],
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description:
              'Writing takes a key of this service, `corridor_` and what follows; reading ' +
              'takes none. Whoever runs it makes one: `npm run keys -- create`.'
          }
        }
      },
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description }))
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
    transformObject: (document) => sayOnce(toComponents(document) as OpenApiDocument) as never
  })
}

/**
 * Swagger UI at `/docs`: every operation opens ready to execute, and nothing is fetched from
 * elsewhere.
 */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: {
      tryItOutEnabled: true,
      deepLinking: true,
      displayRequestDuration: true,

      validatorUrl: null,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      layout: 'BaseLayout'
    },
    theme: { title: 'Corridor Metrics API' }
  })
}
