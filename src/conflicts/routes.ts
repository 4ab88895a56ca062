import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { namesIn } from '../identifiers/names.ts'
import { resolvePairs } from '../identifiers/pairs.ts'
import { resolveOrNone } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { type ConflictFilters, checkedOnlySince, countConflicts, listConflicts } from './queries.ts'
import {
  type Conflict,
  conflictSchema,
  conflictTableRow,
  listConflictsQuery,
  tableRows
} from './schemas.ts'

type Query = z.output<z.ZodObject<typeof listConflictsQuery>>

export function conflictRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/conflicts', {
    operationId: 'listConflicts',
    tag: 'conflicts',
    summary: 'Claims that cannot all be right, found by comparing them',
    description:
      'Each row is one check: the rule, the claims, how far apart they are, and whether the ' +
      'rule holds. By default, only checks that do not hold; the largest ratio comes first. A ' +
      'conflict does not prove a mistake: definitions and valuations differ, see notes and ' +
      'remarks. Of metric, subject, partner, between and country, one figure of the check must ' +
      'match all. Try `metric=goods_trade&between=PAK,KAZ`. CSV has one row for each claim of a ' +
      'check.',
    query: listConflictsQuery,
    item: conflictSchema,
    license: FACTS,
    pageRows: { usual: 50, most: 200 },
    table: {
      item: conflictTableRow,
      rows: (row) => tableRows(row),
      places: ([first = '', ...rest]) => [[first === 'claim' ? 'claims' : first, ...rest]]
    },
    names: namesIn((check: Conflict) => [check, ...check.claims]),
    filters: resolveFilters,
    asOf: true,
    apart: 'always',
    rows: listConflicts,
    count: countConflicts,
    key: ({ apart, id }) => [apart, id],
    keySchema: () => z.tuple([z.number(), z.string()])
  })
}

async function resolveFilters(
  snapshot: Snapshot,
  query: Query
): Promise<{ filters: ConflictFilters; warnings: string[] }> {
  const { kind, min_ratio, holds = false } = query
  const { filters, warnings } = await resolvePairs(snapshot, query)
  const products = await resolveOrNone(snapshot, 'product', 'product', query.product)
  warnings.push(...products.warnings)
  const since = await checkedOnlySince(snapshot)
  if (since)
    warnings.push(
      `as_of: claims were not checked before ${since}, so an empty list does not mean that they ` +
        'agreed.'
    )
  const { ids: product, isNone: total } = products
  return { filters: { ...filters, product, total, kind, min_ratio, holds }, warnings }
}
