// Reads of claims. Every page walks an index that is already in the order asked for and ends at its limit.
import { type AnyColumn, and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Page } from '../http/list-route.ts'
import type { BOUNDS, DIRECTIONS, MODES } from '../vocabularies.ts'
import type { Observation, ObservationDetail, SORTS } from './schemas.ts'

type OrNone<T extends readonly string[]> = (T[number] | 'none')[]
export type Sort = (typeof SORTS)[number]

/** What to look for; ids are known to exist. */
export type ObservationFilters = {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: string[] | undefined
  source?: string[] | undefined
  direction?: OrNone<typeof DIRECTIONS> | undefined
  mode?: OrNone<typeof MODES> | undefined
  bound?: (typeof BOUNDS)[number][] | undefined
  from?: string | undefined
  to?: string | undefined
  latest?: number | undefined
  sort: Sort
}

/** A claim as it goes out, with the revision that made it: the wire shows only its time. */
export type ObservationRow = Observation & { revision: number }

/** A page of claims in the order of `filters.sort`; missing sort values last, equal ones by id. */
export async function listObservations(snapshot: Snapshot, filters: ObservationFilters, { after, limit }: Page): Promise<ObservationRow[]> {
  const { observation } = snapshot.tables
  const descending = filters.sort.startsWith('-')
  const name = filters.sort.replace('-', '')
  const column: AnyColumn =
    name === 'period'
      ? observation.ends_on
      : name === 'value'
        ? observation.value
        : name === 'recorded_at'
          ? observation.revision
          : observation.id
  const order = [descending ? desc(column) : asc(column), asc(observation.id)]
  if (name === 'id')
    return select(snapshot, filters, after && (descending ? lt : gt)(observation.id, String(after[0])), order.slice(0, 1), limit)
  if (name === 'recorded_at') return select(snapshot, filters, after && beyond(column, observation.id, after, descending), order, limit)

  // Missing values come last: a second walk, along the index entries of null, fills up what the first leaves of the page.
  const [last, lastId] = after ?? []
  const present =
    after && last === null
      ? []
      : await select(snapshot, filters, and(isNotNull(column), after && beyond(column, observation.id, after, descending)), order, limit)
  if (present.length === limit || (name === 'period' && (filters.from ?? filters.to))) return present
  const continued = after && last === null ? gt(observation.id, String(lastId)) : undefined
  return [...present, ...(await select(snapshot, filters, and(isNull(column), continued), [asc(observation.id)], limit - present.length))]
}

/** The sort values by which a next page goes on after this row. */
export function observationKey(row: ObservationRow, { sort }: ObservationFilters): CursorKey {
  const name = sort.replace('-', '')
  if (name === 'period') return [row.ends_on, row.id]
  if (name === 'value') return [row.value, row.id]
  return name === 'recorded_at' ? [row.revision, row.id] : [row.id]
}

/** One claim with its relations; undefined where there is none of this id. */
export async function findObservation(snapshot: Snapshot, id: string): Promise<ObservationDetail | undefined> {
  const { db, tables } = snapshot
  const { observation, relation, relation_other } = tables
  const [row] = await select(snapshot, { sort: 'id' }, eq(observation.id, id), [asc(observation.id)], 1)
  if (!row) return undefined
  const asOther = db.select({ id: relation_other.relation }).from(relation_other).where(eq(relation_other.observation, id))
  const relations = await db
    .select()
    .from(relation)
    .where(or(eq(relation.observation, id), inArray(relation.id, asOther)))
    .orderBy(asc(relation.id))
  return {
    ...row,
    relations: relations.map((one) => ({ ...one, role: one.observation === id ? ('observation' as const) : ('other' as const) }))
  }
}

async function select(
  snapshot: Snapshot,
  filters: ObservationFilters,
  where: SQL | undefined,
  order: SQL[],
  limit: number
): Promise<ObservationRow[]> {
  const { db, tables } = snapshot
  const { observation, metric, source, imports } = tables
  const conditions = matching(snapshot, filters)
  return db
    .select({
      id: observation.id,
      metric: observation.metric,
      subject: observation.subject,
      partner: observation.partner,
      direction: observation.direction,
      mode: observation.mode,
      period: observation.period,
      starts_on: observation.starts_on,
      ends_on: observation.ends_on,
      value: observation.value,
      low: observation.low,
      high: observation.high,
      bound: observation.bound,
      unit: metric.unit,
      text: observation.text,
      status: observation.status,
      attributed_to: observation.attributed_to,
      source: { id: source.id, publisher: source.publisher, kind: source.kind, url: source.url, published: source.published },
      note: observation.note,
      derived_from: observation.derived_from,
      recorded_at: imports.finished,
      revision: observation.revision
    })
    .from(observation)
    .innerJoin(metric, eq(metric.id, observation.metric))
    .innerJoin(source, eq(source.id, observation.source))
    .innerJoin(imports, eq(imports.revision, observation.revision))
    .where(and(where, filters.latest === undefined ? conditions : inArray(observation.id, newest(snapshot, conditions, filters.latest))))
    .orderBy(...order)
    .limit(limit)
}

/** Rows after a key in mixed order (any, then id ascending), said so that the index can begin right there. */
function beyond(column: AnyColumn, id: AnyColumn, [last, lastId]: CursorKey, descending: boolean): SQL {
  const further = sql.raw(descending ? '<' : '>')
  return sql`(${column} ${further}= ${last} and (${column} ${further} ${last} or ${id} > ${lastId}))`
}

function matching({ tables: { observation } }: Snapshot, filters: ObservationFilters): SQL | undefined {
  const { metric, subject, partner, between, source, direction, mode, bound, from, to } = filters
  return and(
    metric && inArray(observation.metric, metric),
    subject && inArray(observation.subject, subject),
    partner && inArray(observation.partner, partner),
    // Both orders of a pair at once: nothing is its own partner.
    between &&
      and(inArray(observation.subject, between), inArray(observation.partner, between), ne(observation.subject, observation.partner)),
    source && inArray(observation.source, source),
    direction && orMissing(observation.direction, direction),
    mode && orMissing(observation.mode, mode),
    bound && inArray(observation.bound, bound),
    // A period that begins in the span also ends in it or later: the second bound lets the index on ends_on begin there.
    from ? and(gte(observation.starts_on, from), gte(observation.ends_on, from)) : undefined,
    to ? lte(observation.ends_on, to) : undefined
  )
}

function orMissing(column: Snapshot['tables']['observation']['direction' | 'mode'], words: string[]): SQL | undefined {
  const named = words.filter((word) => word !== 'none')
  return or(named.length > 0 ? inArray(column, named as never) : undefined, words.includes('none') ? isNull(column) : undefined)
}

/** Ids of the claims in the newest periods of each series among those that match. */
function newest({ db, tables: { observation } }: Snapshot, conditions: SQL | undefined, periods: number) {
  const ranked = db
    .select({
      id: observation.id,
      place: sql<number>`dense_rank() over (partition by ${observation.series} order by coalesce(${observation.ends_on}, '') desc)`.as(
        'place'
      )
    })
    .from(observation)
    .where(conditions)
    .as('ranked')
  return db.select({ id: ranked.id }).from(ranked).where(lte(ranked.place, periods))
}
