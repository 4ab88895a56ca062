// Reads which periods author series cover, whatever period a request asks for.
import { asc } from '../db/orm.ts'
import { valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import { type Conditions, meetSubjectMatter } from './conditions.ts'

/** The first and the last period of an author series; null without a period. */
export type Covered = Record<'calendar' | 'first_period' | 'last_period', string | null>

/** So many author series are read for one warning. */
export const SERIES_MAX = 500

/** The coverage of the author series about the things that the conditions name, by their ids. */
export async function readCovered(
  snapshot: Snapshot,
  { from: _from, to: _to, calendar: _calendar, ...conditions }: Conditions
): Promise<Covered[]> {
  const { series } = snapshot.tables
  const { calendar, first_period, last_period } = series
  return snapshot.db
    .select({ calendar, first_period, last_period })
    .from(series)
    .where(meetSubjectMatter(snapshot, { ...series, period: first_period }, conditions))
    .orderBy(asc(series.id))
    .limit(SERIES_MAX)
    .prepare()
    .execute(valuesOf(conditions))
}
