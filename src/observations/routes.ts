import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { checkSpan } from '../http/check-span.ts'
import { refusedParameter } from '../http/problems.ts'
import { exampleMetric } from '../identifiers/example-queries.ts'
import { namesIn } from '../identifiers/names.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { resolvePairs } from '../identifiers/pairs.ts'
import { resolveLists, resolveOrNone } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { partsOfMetrics } from '../parts.ts'
import { citeReadFigure } from '../short-citation.ts'
import type { ObservationFilters } from './choose-way.ts'
import { type Conditions, calendarPatterns, trafficConditions } from './conditions.ts'
import { explainIfEmpty } from './explain-empty.ts'
import { countObservations, listObservations, observationKey } from './page.ts'
import { findObservation } from './queries.ts'
import { DEFAULT_SORT, listObservationsQuery, sortedBy } from './query-schemas.ts'
import { observationDetailSchema, observationSchema } from './schemas.ts'
import { tellProducts } from './tell-products.ts'

type Query = z.output<z.ZodObject<typeof listObservationsQuery>>

const KEY_SCHEMAS = {
  period: z.tuple([z.string().nullable(), z.string()]),
  value: z.tuple([z.number().nullable(), z.string()]),
  recorded_at: z.tuple([z.int32(), z.string()]),
  id: z.tuple([z.string()])
}

export function observationRoutes(app: FastifyInstance, store: Store): void {
  const observations = nounRoutes(app, store, 'observation', FACTS)
  observations.list({
    operationId: 'listObservations',
    summary: 'The claims: figures, who says them, for which period and how exactly',
    description:
      'Claims that disagree are shown side by side; nothing is averaged, filled in or corrected. ' +
      'Filters combine by AND, values of one filter by OR. Try ' +
      '`metric=goods_trade&between=PAK,KAZ&from=2023&to=2023` to see two claims about the same ' +
      'trade that differ by a factor of 7.6. Where few of very many claims meet all filters, a ' +
      'page can end early, with fewer rows than its limit: `meta.warnings` says so, and ' +
      '`links.next` leads to the rest.',
    query: listObservationsQuery,
    item: observationSchema,
    asOf: true,
    apart: 'large',
    filters: resolveFilters,
    shows: ({ metric }) => metric && partsOfMetrics(metric),
    rows: async (snapshot, filters, page) => {
      const { rows, stopped, warnings = [] } = await listObservations(snapshot, filters, page)
      const empty = stopped ? [] : await explainIfEmpty(snapshot, filters, page.after, rows)
      // The last row only shows that there is a next page.
      const products = tellProducts(filters, rows.slice(0, page.limit - 1))
      return { rows, stopped, warnings: [...warnings, ...empty, ...products] }
    },
    count: countObservations,
    names: namesIn(),
    key: observationKey,
    keySchema: ({ sort = DEFAULT_SORT }) => KEY_SCHEMAS[sortedBy(sort)]
  })
  observations.one({
    operationId: 'getObservation',
    summary: 'One claim, with the claims that it contradicts, sums up or revises',
    description: 'The same claim as in the list, with every known relation to other claims.',
    parameter: { description: 'The id of the claim.', example: 'C0392' },
    item: observationDetailSchema,
    asOf: true,
    names: namesIn(),
    cite: citeReadFigure,
    find: findObservation
  })
}

async function resolveFilters(
  snapshot: Snapshot,
  query: Query
): Promise<{ filters: ObservationFilters; warnings: string[] }> {
  await checkCombination(snapshot, query)
  const { filters, warnings } = await resolvePairs(snapshot, query)
  const { ids, warnings: unknown } = await resolveLists(snapshot, query, { source: 'source' })
  const products = await resolveOrNone(snapshot, 'product', 'product', query.product)
  const { direction, mode, bound, status, calendar, from, to } = query
  const { sort = DEFAULT_SORT } = query
  const conditions: Conditions = {
    ...filters,
    ...ids,
    ...trafficConditions({ direction, mode }),
    product: products.ids,
    total: products.isNone,
    subject_kind: query.subject_kind,
    partner_kind: query.partner_kind,
    bound,
    status,
    calendar: calendarPatterns(calendar),
    from,
    to,
    latest: query.latest_by_author ?? query.latest
  }
  return {
    filters: { conditions, sort, latest: query.latest === undefined ? undefined : 'latest' },
    warnings: [...warnings, ...unknown, ...products.warnings]
  }
}

async function checkCombination(snapshot: Snapshot, query: Query): Promise<void> {
  const { from, to, latest, latest_by_author, metric = [], subject, sort } = query
  checkSpan('from', from, 'to', to)
  const refuse = async (name: string, message: string, allowed: string) =>
    refusedParameter(name, message, [allowed], {
      lacks: metric.length === 0 ? await someMetric(snapshot) : undefined
    })
  if ((latest_by_author ?? latest) !== (latest ?? latest_by_author)) {
    const message = '`latest` is the former name of `latest_by_author`: give only one of them.'
    throw refusedParameter('latest', message, ['latest_by_author alone'])
  }
  if ((latest ?? latest_by_author) !== undefined && metric.length === 0 && !subject) {
    const name = latest === undefined ? 'latest_by_author' : 'latest'
    const message = `\`${name}\` requires metric or subject.`
    throw await refuse(name, message, `${name} together with metric or subject`)
  }
  if (sort?.endsWith('value') && metric.length !== 1) {
    const message = 'Values can be sorted only within one metric: give exactly one metric.'
    throw await refuse('sort', message, 'sort by value together with exactly one metric')
  }
}

/** A metric for a request that lacks one. */
async function someMetric(snapshot: Snapshot) {
  const value = await exampleMetric(snapshot)
  return value === undefined ? undefined : { name: 'metric', value }
}
