import { listedById } from '../db/listed-by-id.ts'
import type { Snapshot } from '../db/store.ts'

/** The list of scenarios, which has no filters. */
export const scenarioList = listedById('scenario', selectScenarios, () => undefined)

function selectScenarios({ db, tables: { scenario } }: Snapshot) {
  const { id, name, description } = scenario
  return db.select({ id, name, description }).from(scenario).$dynamic()
}
