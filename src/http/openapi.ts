// Makes the OpenAPI 3.1 document from the zod schemas of the routes.
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { Config } from '../config.ts'
import { VERSION } from '../version.ts'
import { type OpenApiDocument, sayOnce } from './openapi-components.ts'
import { zodToJsonConfig } from './openapi-schemas.ts'
import { transformRoute } from './openapi-transform.ts'

/** In the order of the document: what people come for, then what it refers to, then the rest. */
export const TAGS = {
  projections: 'Figures that somebody promised, planned or forecast.',
  series: 'One value for each period, chosen by a named rule.',
  metrics: 'The quantities that are measured.',
  observations: 'Claims: figures, who says them, and how claims relate to each other.',
  'figure-checks':
    'A figure that somebody stated, held against the claims. It says neither true nor false.',
  conflicts: 'Claims that cannot all be right. The service finds them by comparing claims.',
  forecasts: 'What comes next if nothing changes. The service computes it from the observations.',
  countries: 'The countries of the world.',
  entities: 'The things that figures are about.',
  corridors: 'Ways from Central Asia to the sea, leg by leg.',
  products: 'The goods that figures of trade may be about.',
  sources: 'The documents that the figures were read in.',
  events: 'Events on the corridor.',
  search: 'Search by words.',
  changes: 'Every row that was inserted, corrected or withdrawn, when and why.',
  imports: 'The list of imports.',
  writing: 'Add, correct and withdraw things, or import a file. Requires a key.',
  csv: 'Every list as a CSV file.',
  geojson: 'What lies on a map, as GeoJSON (RFC 7946).',
  service: 'About the service itself.',
  health: 'For supervisors and load balancers.'
}

/**
 * The address that Postman and generated clients begin with, for they cannot call `/`. It is no
 * variable of the document, because some generators do not fill variables in.
 */
const LOCAL_SERVER = {
  url: 'http://localhost:3000',
  description: 'A service on this machine; set the address of yours in your client'
}
/** Where the document comes from; Swagger UI calls it. */
export const THIS_SERVER = { url: '/', description: 'The service that this document comes from' }

/** The `security` of an operation that requires a key. */
export const KEY_SECURITY = [{ key: [] }]

const DESCRIPTION = `\
Trade, container transit, students, border times and costs, ports and routes, and the projections \
made for them.

Every number is a **claim**: it names who says it, where, for which period and how exactly. Claims \
that disagree are shown side by side. A projection is a promise with a base, a target and a bound.

- Lists answer \`{data, meta, links}\`; follow \`links.next\` to the end. \`limit\` is 100 by \
default and at most 1,000; series and forecasts have 20 and at most 100, conflicts 50 and at most \
200.
- A parameter that is a list takes at most 50 values: repeat the parameter (\`metric=a&metric=b\`) \
or use commas (\`metric=a,b\`). \`metric[]=a\` and \`metric[0]=a\`, as some clients write it, mean \
the same. Links show commas.
- Every list is also available as CSV: add \`.csv\` to the path. Without \`limit\` it has all \
rows. \`format=csv\` and \`Accept: text/csv\` give the same at the plain path; the operations of \
the plain paths describe JSON only.
- What lies on a map is also available as GeoJSON (RFC 7946), in the same ways: \`.geojson\`, \
\`format=geojson\`, \`Accept: application/geo+json\`. \`meta\` and \`links\` stand beside the \
features; a page without \`limit\` has as many as one may have.
- Errors are problem documents (RFC 9457): branch on \`code\`.
- Reading is open; writing requires a key of this service. Each change is one revision, and \
nothing is lost: earlier versions stay in the history.
- Answers have an ETag. Send it back as If-None-Match: if nothing has changed, the answer is a \
short 304.
- Versions are 0.x for now: the promise that documented v1 fields keep their meaning begins with \
1.0.0. Until then each change of meaning stands in the changelog under Changed. Fields may be \
added; cursors and tags are opaque.`

/** Registers the generator; call it before the routes. */
export async function describeApi(
  app: FastifyInstance,
  { CONTACT, PUBLIC_URL }: Pick<Config, 'CONTACT' | 'PUBLIC_URL'>
): Promise<void> {
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
        contact: contactOf(CONTACT)
      },
      servers: [publicServer(PUBLIC_URL), THIS_SERVER],
      security: [],
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description:
              'Writing requires a key of this service, a text that begins with `corridor_`. ' +
              'Reading requires no key. The operator of the service makes keys with `npm run ' +
              'keys -- create`.'
          }
        }
      },
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description }))
    },
    transform: transformRoute,
    // The plugin types the document of every OpenAPI version; this one is always 3.1.
    transformObject: (document) => sayOnce(toComponents(document) as OpenApiDocument) as never
  })
}

/** The address that clients begin with. */
export function publicServer(url: string): { url: string; description: string } {
  return url === '' ? LOCAL_SERVER : { url, description: 'The public address of the service' }
}

function contactOf(contact: string) {
  if (contact === '') return { name: 'The Corridor Metrics developers' }
  const name = 'Where to report a wrong figure'
  return contact.includes('/') ? { name, url: contact } : { name, email: contact }
}
