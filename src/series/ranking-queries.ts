// Finds how far back the claims of a question may reach without being too many.
import { and, desc, isNotNull } from '../db/orm.ts'
import { valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import { type Conditions, meetConditions } from '../observations/conditions.ts'

/**
 * The first year from which on at most `most` claims match; undefined if even those of the newest
 * year are more.
 */
export async function firstYearWithin(
  snapshot: Snapshot,
  conditions: Conditions,
  most: number
): Promise<string | undefined> {
  const { observation } = snapshot.tables
  const newest = (skipped: number) =>
    snapshot.db
      .select({ ends_on: observation.ends_on })
      .from(observation)
      .where(and(meetConditions(snapshot, conditions), isNotNull(observation.ends_on)))
      .orderBy(desc(observation.ends_on), desc(observation.id))
      .limit(1)
      .offset(skipped)
      .prepare()
      .execute(valuesOf(conditions))
  const [[last], [beyond]] = [await newest(0), await newest(most)]
  const year = Number(beyond?.ends_on?.slice(0, 4)) + 1
  return last?.ends_on && year <= Number(last.ends_on.slice(0, 4)) ? String(year) : undefined
}
