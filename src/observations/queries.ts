// Reads claims with everything that an answer shows of them.

import { idsGiven } from '../db/ids-as-rows.ts'
import { asc, eq, inArray, or, sql } from '../db/orm.ts'
import { statement } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import { labelOrNull } from '../periods/label-period.ts'
import { calendarOf } from '../periods/read-period.ts'
import { type SeriesDimensions, seriesId } from '../series-id.ts'
import { completeFigures, selectFiguresAlone } from '../sources/reference-queries.ts'
import { observationColumns } from './columns.ts'
import type { Observation, ObservationDetail } from './schemas.ts'
import { readIds, shapeOfWalked, valuesFor, type Walked, walkAlong } from './walk-queries.ts'

/** A claim with the revision that made it. Answers show only the time of that revision. */
export type ObservationRow = Observation & { revision: number }

/** The next claims on a way, in the order of the sort. */
export async function readWalk(
  snapshot: Snapshot,
  walked: Walked,
  limit: number
): Promise<ObservationRow[]> {
  const { isOrdered, walks } = walked.way
  if (!isOrdered || walks.length > 1)
    return readByIds(snapshot, await readIds(snapshot, walked, limit))
  const values = valuesFor(walked, limit)
  const { observation } = snapshot.tables
  const columns = observationColumns(snapshot.tables)
  const prepare = () =>
    walkAlong(snapshot, selectFiguresAlone(snapshot, observation, columns), walked).prepare()
  const rows = await statement(snapshot.db, shapeOfWalked(walked), prepare).execute(values)
  return labelPeriods(await completeFigures(snapshot, rows))
}

/** The claims with these ids, in the same order. */
export async function readByIds(
  snapshot: Snapshot,
  ids: readonly string[]
): Promise<ObservationRow[]> {
  const { observation } = snapshot.tables
  const columns = observationColumns(snapshot.tables)
  if (ids.length === 0) return []
  const prepare = () =>
    selectFiguresAlone(snapshot, observation, columns)
      .where(
        inArray(observation.id, sql`(select value from ${idsGiven(snapshot, 'ids')} as given)`)
      )
      .prepare()
  const found = statement(snapshot.db, 'observations by id', prepare)
  const rows = await completeFigures(snapshot, await found.execute({ ids: JSON.stringify(ids) }))
  const byId = new Map(labelPeriods(rows).map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Finds a claim with its relations; undefined if none has this id. */
export async function findObservation(
  snapshot: Snapshot,
  id: string
): Promise<ObservationDetail | undefined> {
  const { db, tables } = snapshot
  const { relation, relation_other } = tables
  const [row] = await readByIds(snapshot, [id])
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

function labelPeriods<Row extends { period: string | null }>(rows: readonly Row[]) {
  return rows.map((row) => Object.assign(row, { period_label: labelOrNull(row.period) }))
}
