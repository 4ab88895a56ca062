import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { citationRoute } from '../citations/citation-route.ts'
import type { Store } from '../db/store.ts'
import { asOfQuery, chooseSnapshot } from '../http/as-of.ts'
import { goneSignal } from '../http/gone.ts'
import { JSON_TYPES } from '../http/json-body.ts'
import { problemResponses } from '../http/problem-answers.ts'
import { singleRoute } from '../http/single-route.ts'
import { FACTS } from '../licenses.ts'
import { citeOwnWork } from '../short-citation.ts'
import { checkList } from './check-list.ts'
import EXAMPLES from './citation-examples.json' with { type: 'json' }
import { citeCheck } from './cite-check.ts'
import { findFigureCheck } from './find-check.ts'
import { CHECKS_MAX, figureChecksAnswer, figureChecksBody } from './list-schemas.ts'
import { figureCheckQuery } from './query-schemas.ts'
import { figureCheckSchema } from './schemas.ts'
import { figureCheckTable } from './table.ts'

const LIST_SCHEMA = {
  operationId: 'checkFigures',
  tags: ['figure-checks'],
  summary: `Up to ${CHECKS_MAX} figures at once, such as those of a table or an article`,
  description:
    'Each figure has the parameters of `GET /v1/check`. A figure that cannot be checked has a ' +
    'problem in its place. Nothing is changed, and no key is needed.',
  consumes: JSON_TYPES.slice(0, 1),
  querystring: z.strictObject(asOfQuery),
  body: figureChecksBody,
  response: {
    200: {
      description: 'The figure checks, in the order of the request.',
      content: { 'application/json': { schema: figureChecksAnswer } }
    },
    ...problemResponses(400, 408, 413, 415, 422)
  }
}

const CITED = {
  operationId: 'citeFigureCheck',
  tag: 'figure-checks',
  summary: 'How to cite a figure check: as a sentence, as BibTeX, CSL-JSON or RIS',
  description:
    'The same question as `GET /v1/check`. The address in the citation has `as_of` with the ' +
    'revision that was read, and answers the same for ever. The note has the verdict in words and ' +
    'the nearest claims with their documents; to cite one of them, cite the claim.'
}

/** `baseOf` tells the address of the service, which citations print. */
export function figureCheckRoutes(
  app: FastifyInstance,
  store: Store,
  baseOf: (request: FastifyRequest) => string
): void {
  singleRoute(app, store, '/check', {
    operationId: 'checkFigure',
    tag: 'figure-checks',
    summary: 'A figure from a speech or a page, held against what is known of it',
    description:
      'Give the figure as it was said (`stated`) or as a number (`value`), what it is about, and ' +
      'its period. The answer is a verdict by a named rule, a sentence in plain words, the ' +
      'nearest claims, the range of all, and what was promised for the period. It finds figures ' +
      'that are right but for their scale, currency, period or side. It never says true or ' +
      'false: sources disagree, and all of them stand there.',
    license: FACTS,
    query: figureCheckQuery,
    needsOneOf: ['stated', 'value'],
    item: figureCheckSchema,
    table: figureCheckTable,
    asOf: true,
    cite: (at, { stated, verdict, ...check }) => {
      const { metric, subject, partner, period } = check
      const about = [metric, subject, partner, period].filter((part) => part !== null).join(' ')
      return citeOwnWork(at, `figure check of “${stated.text}”, ${about}: ${verdict}`)
    },
    find: (snapshot, _, query) => findFigureCheck(snapshot, query)
  })
  citationRoute(app, store, {
    ...CITED,
    path: '/check',
    query: figureCheckQuery,
    needsOneOf: ['stated', 'value'],
    examples: EXAMPLES,
    find: async (snapshot, _, request, query) => {
      const { row } = await findFigureCheck(snapshot, query)
      return citeCheck(snapshot, row, { base: baseOf(request), query })
    }
  })
  app.post('/check', { config: { formats: ['json'] }, schema: LIST_SCHEMA }, (request, reply) =>
    store.snapshot(async (now) => {
      const { snapshot, warnings } = await chooseSnapshot(now, { request })
      const { checks } = request.body as z.output<typeof figureChecksBody>
      const answer = await checkList(snapshot, checks, goneSignal(reply))
      const { revision, updatedAt } = snapshot
      const all = [...warnings, ...answer.warnings]
      return {
        data: answer.data,
        meta: { revision, updated_at: updatedAt, license: FACTS, warnings: all }
      }
    })
  )
}
