import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { checkSpan } from '../http/check-span.ts'
import { encode } from '../http/query-string.ts'
import { checkRule } from '../series/check-rule.ts'
import { SERIES_ID_EXAMPLE } from '../series-id.ts'
import { citationRoute } from './citation-route.ts'
import type { Cited } from './cite-figure.ts'
import EXAMPLES from './examples.json' with { type: 'json' }
import { readObservation, readProjection, readSeries } from './read-works.ts'
import { seriesCitationQuery } from './schemas.ts'
import { unknownFigure, unknownSeries } from './unknown.ts'

const AS_OF =
  'The address in it has `as_of` with the revision that was cited, and answers the same for ever. '

/** Tells the address of the service. */
type BaseOf = (request: FastifyRequest) => string

export function citationRoutes(app: FastifyInstance, store: Store, baseOf: BaseOf): void {
  const figures = [
    { noun: 'observation', plural: 'observations', read: readObservation },
    { noun: 'projection', plural: 'projections', read: readProjection }
  ] as const
  for (const { noun, plural, read } of figures)
    citationRoute(app, store, {
      ...DOCUMENTED[noun],
      tag: plural,
      path: `/${plural}/:id`,
      query: {},
      examples: EXAMPLES[noun],
      find: (snapshot, id, request) => {
        const address = `${baseOf(request)}/v1/${plural}/${encodeURIComponent(id)}`
        return read(snapshot, id, cited(snapshot, address))
      },
      unknown: (snapshot, id, request) => unknownFigure(snapshot, noun, id, request)
    })
  citationRoute(app, store, {
    ...DOCUMENTED.series,
    tag: 'series',
    path: '/series/:id',
    query: seriesCitationQuery,
    examples: EXAMPLES.series,
    // As for the series itself.
    apart: 'always',
    find: async (snapshot, id, request, { rule = 'preferred', from, to }) => {
      checkSpan('from', from, 'to', to)
      await checkRule(snapshot, rule)
      const span = Object.entries({ from, to }).flatMap(([name, day]): [string, string][] =>
        day === undefined ? [] : [[name, day]]
      )
      const address = `${baseOf(request)}/v1/series/${encodeURIComponent(id)}`
      const at = cited(snapshot, address, [['rule', rule], ...span])
      return readSeries(snapshot, id, at, { rule, from, to })
    },
    unknown: unknownSeries
  })
}

/** A thing at its address, as it is cited. */
function cited({ revision }: Snapshot, address: string, query: [string, string][] = []): Cited {
  const parameters = [...query, ['as_of', String(revision)] as const]
  const text = parameters.map(([name, value]) => `${name}=${encode(value)}`).join('&')
  return { revision, address: `${address}?${text}` }
}

/** What the document says of each route. */
const DOCUMENTED = {
  observation: {
    operationId: 'citeObservation',
    summary: 'How to cite a claim: as a sentence, as BibTeX, CSL-JSON or RIS',
    description:
      'Cites the document that the figure was read in, and says in a note what the figure is, ' +
      `whose it is and where it is recorded. ${AS_OF}Nothing is invented: the publisher is no ` +
      'author, a title in brackets is a description of ours, and what is not known is named as ' +
      'missing. A withdrawn claim can be cited as of the revision before.',
    parameter: {
      name: 'id',
      component: 'ObservationId',
      description: 'The id of the claim.',
      example: 'C0392'
    }
  },
  projection: {
    operationId: 'citeProjection',
    summary: 'How to cite a projection: as a sentence, as BibTeX, CSL-JSON or RIS',
    description:
      'Cites the document that has the promise or forecast, and says in a note what is promised ' +
      `by when, from which base, on which condition and by whom. ${AS_OF}What is not known is ` +
      'named as missing.',
    parameter: {
      name: 'id',
      component: 'ProjectionId',
      description: 'Id of the projection.',
      example: 'P001'
    }
  },
  series: {
    operationId: 'citeSeries',
    summary: 'How to cite a series: as a sentence, as BibTeX, CSL-JSON or RIS',
    description:
      'Cites the series as a data set of this service, with the rule that chose its points, and ' +
      `names the sources of the points in a note. ${AS_OF}To cite a single point, cite its claim.`,
    parameter: { name: 'id', description: 'Id of the series.', example: SERIES_ID_EXAMPLE }
  }
} as const
