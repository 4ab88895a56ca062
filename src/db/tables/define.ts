// Defines every table once for both engines. A kit brings the column builders of its engine
// (sqlite/kit.ts, postgres/kit.ts); this file and its neighbours describe the columns. Never import
// a schema module into a query: queries get the tables from their store.

import { assessmentTable } from './assessments.ts'
import { catalogueTables } from './catalogue.ts'
import { claimCheckTables } from './claim-checks.ts'
import { derivationTable, observationTable, relationTables } from './claims.ts'
import { coverageTables } from './coverage.ts'
import { evaluationTables } from './evaluations.ts'
import { fetchTable } from './fetches.ts'
import { historyTables } from './history.ts'
import { importTable, partTable, refusalTable } from './imports.ts'
import { keyTables } from './keys.ts'
import type { Kit } from './kit.ts'
import { nameTables } from './names.ts'
import { networkTables } from './network.ts'
import { eventTable, projectionTable } from './projections.ts'

/** Every table of the service, built with the column kit of one engine. */
export function defineTables(kit: Kit) {
  const imports = importTable(kit)
  const catalogue = catalogueTables(kit, imports)
  const names = nameTables(kit, imports, catalogue)
  const coverage = coverageTables(kit, catalogue)
  const observation = observationTable(kit, imports, catalogue, coverage.series)
  return {
    imports,
    part: partTable(kit, imports),
    refusal: refusalTable(kit),
    ...catalogue,
    ...names,
    ...networkTables(kit, imports, catalogue),
    ...coverage,
    observation,
    derivation: derivationTable(kit, observation),
    projection: projectionTable(kit, imports, catalogue),
    assessment: assessmentTable(kit, imports),
    ...evaluationTables(kit, imports),
    event: eventTable(kit, imports, catalogue),
    ...relationTables(kit, imports, observation),
    ...claimCheckTables(kit, imports),
    ...historyTables(kit),
    ...keyTables(kit),
    fetch: fetchTable(kit)
  }
}

export type Tables = ReturnType<typeof defineTables>
export type { Names } from './catalogue.ts'
export type { CheckedClaim, Interval } from './claim-checks.ts'
export type { BadCell, ImportCounts, RefusedValue } from './imports.ts'
