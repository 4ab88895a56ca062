import { asc, gt } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { Scenario } from './schemas.ts'

/** Scenarios by id. */
export async function listScenarios(
  { db, tables: { scenario } }: Snapshot,
  _filters: unknown,
  { after, limit }: Page
): Promise<Scenario[]> {
  return db
    .select({ id: scenario.id, name: scenario.name, description: scenario.description })
    .from(scenario)
    .where(after && gt(scenario.id, String(after[0])))
    .orderBy(asc(scenario.id))
    .limit(limit)
}
