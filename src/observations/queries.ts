// Reads claims. With one value for each filter, a page walks an index that already has the right
// order. With several values, other sorts or `latest`, the matching claims are sorted.
import type { AnyColumn, SQL } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import { countFound } from '../db/count-rows.ts'
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from '../db/orm.ts'
import { shapeOf, statement, valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Page } from '../http/page.ts'
import { labelOrNull } from '../periods/label-period.ts'
import { calendarOf } from '../periods/read-period.ts'
import { type SeriesDimensions, seriesId } from '../series-id.ts'
import { completeFigures, selectFigures, selectFiguresAlone } from '../sources/reference-queries.ts'
import { observationColumns } from './columns.ts'
import { type Conditions, meetConditions } from './conditions.ts'
import { type Sort, sortedBy } from './query-schemas.ts'
import type { Observation, ObservationDetail } from './schemas.ts'

/** A claim with the revision that made it. Answers show only the time of that revision. */
export type ObservationRow = Observation & { revision: number }
export type ObservationFilters = { conditions: Conditions; sort: Sort }

/**
 * One walk along an index: over the rows with a sort value, or over the rows without one, from the
 * start or after a key.
 */
type Walk = ObservationFilters & {
  over: 'all' | 'present' | 'missing'
  after: CursorKey | undefined
  limit: number
}

/** Lists claims in the order of `sort`; missing sort values come last, equal ones by id. */
export async function listObservations(
  snapshot: Snapshot,
  filters: ObservationFilters,
  { after, limit }: Page
): Promise<ObservationRow[]> {
  const { sort, conditions } = filters
  const by = sortedBy(sort)
  if (by === 'recorded_at' || by === 'id')
    return readWalk(snapshot, { ...filters, over: 'all', after, limit })

  // Missing values come last. If the first walk does not fill the page, a second walk over the
  // nulls of the index fills it.
  const inMissing = after !== undefined && after[0] === null
  const present = inMissing
    ? []
    : await readWalk(snapshot, { ...filters, over: 'present', after, limit })
  const isDated =
    by === 'period' && (conditions.from ?? conditions.to ?? conditions.calendar) !== undefined
  if (present.length === limit || isDated) return present
  const missing = await readWalk(snapshot, {
    ...filters,
    over: 'missing',
    after: inMissing ? after : undefined,
    limit: limit - present.length
  })
  return [...present, ...missing]
}

export function countObservations(
  snapshot: Snapshot,
  { conditions }: ObservationFilters,
  most: number
): Promise<number> {
  const { db, tables } = snapshot
  const rows = db
    .select({ one: sql<number>`1`.as('one') })
    .from(tables.observation)
    .where(meetConditions(snapshot, conditions))
  return countFound(db, rows.$dynamic(), most, valuesOf(conditions))
}

/** The sort values of a row, after which the next page begins. */
export function observationKey(row: ObservationRow, { sort }: ObservationFilters): CursorKey {
  return {
    period: [row.ends_on, row.id],
    value: [row.value, row.id],
    recorded_at: [row.revision, row.id],
    id: [row.id]
  }[sortedBy(sort)]
}

/** Finds a claim with its relations; undefined if none has this id. */
export async function findObservation(
  snapshot: Snapshot,
  id: string
): Promise<ObservationDetail | undefined> {
  const { db, tables } = snapshot
  const { relation, relation_other } = tables
  const [row] = await readWalk(snapshot, {
    conditions: { id },
    sort: 'id',
    over: 'all',
    after: undefined,
    limit: 1
  })
  if (!row) return undefined
  const asOther = db
    .select({ id: relation_other.relation })
    .from(relation_other)
    .where(eq(relation_other.observation, id))
  const relations = await db
    .select()
    .from(relation)
    .where(or(eq(relation.observation, id), inArray(relation.id, asOther)))
    .orderBy(asc(relation.id))
  return {
    ...row,
    series: seriesOf(row),
    relations: relations.map((one) => ({
      ...one,
      role: one.observation === id ? ('observation' as const) : ('other' as const)
    }))
  }
}

function seriesOf(
  row: Omit<SeriesDimensions, 'calendar'> & { period: string | null }
): string | null {
  const calendar = calendarOf(row.period ?? '')
  return calendar === undefined ? null : seriesId({ ...row, calendar })
}

async function readWalk(
  snapshot: Snapshot,
  { conditions, sort, over, after, limit }: Walk
): Promise<ObservationRow[]> {
  const shape = `observations ${sort} ${over} ${after ? 'on' : ''} ${shapeOf(conditions)}`
  const values = { ...valuesOf(conditions), last: after?.[0], lastId: after?.at(-1), limit }
  const page = <Rows extends SQLiteSelect>(rows: Rows) => {
    const { where, order } = orderWalk(snapshot, sort, over, after !== undefined)
    rows.where(and(meetConditions(snapshot, conditions), where)).orderBy(...order)
    return rows.limit(sql.placeholder('limit'))
  }
  const { observation } = snapshot.tables
  const columns = observationColumns(snapshot.tables)
  if (snapshot.now) {
    const rows = page(selectFiguresAlone(snapshot, observation, columns)).prepare()
    return labelPeriods(await completeFigures(snapshot, await rows.execute(values)))
  }
  const prepare = () => page(selectFigures(snapshot, observation, columns)).prepare()
  return labelPeriods(await statement(snapshot.db, shape, prepare).execute(values))
}

function labelPeriods<Row extends { period: string | null }>(rows: readonly Row[]) {
  return rows.map((row) => Object.assign(row, { period_label: labelOrNull(row.period) }))
}

/** The order of a walk, and the condition for its start. */
function orderWalk(
  { tables: { observation }, revision, now }: Snapshot,
  sort: Sort,
  over: Walk['over'],
  continued: boolean
): { where: SQL | undefined; order: SQL[] } {
  const { id } = observation
  const descending = sort.startsWith('-')
  const further = sql.raw(descending ? '<' : '>')
  const [last, lastId] = [sql.placeholder('last'), sql.placeholder('lastId')]
  const column: AnyColumn = {
    period: observation.ends_on,
    value: observation.value,
    recorded_at: observation.revision,
    id
  }[sortedBy(sort)]
  if (column === id)
    return {
      where: continued ? sql`${id} ${further} ${lastId}` : undefined,
      order: [descending ? desc(id) : asc(id)]
    }
  const order = [descending ? desc(column) : asc(column), asc(id)]
  // This condition skips the newest versions, so that the walk begins at those of the earlier
  // revision.
  const isMade = now && sort === '-recorded_at' ? lte(column, revision) : undefined
  // The order also names the column, though all its values are null: PostgreSQL then sees that the
  // index has this order.
  if (over === 'missing')
    return { where: and(isNull(column), continued ? sql`${id} > ${lastId}` : undefined), order }
  // Selects the rows after a key in mixed order. The form of the condition lets the index begin at
  // the key.
  const beyond = sql`(${column} ${further}= ${last} and (${column} ${further} ${last} or ${id} > ${lastId}))`
  return {
    where: and(
      over === 'present' ? isNotNull(column) : undefined,
      continued ? beyond : undefined,
      isMade
    ),
    order
  }
}
