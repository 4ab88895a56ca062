import { countRows } from '../db/count-rows.ts'
import { pageById } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { Scenario } from './schemas.ts'

/** Lists scenarios by id. */
export async function listScenarios(
  { db, tables: { scenario } }: Snapshot,
  _filters: unknown,
  page: Page
): Promise<Scenario[]> {
  const { id, name, description } = scenario
  const rows = db.select({ id, name, description }).from(scenario).$dynamic()
  return pageById(rows, id, undefined, page)
}

export function countScenarios(
  snapshot: Snapshot,
  _filters: unknown,
  most: number
): Promise<number> {
  return countRows(snapshot, snapshot.tables.scenario, undefined, most)
}
