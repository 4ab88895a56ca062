// The tables on PostgreSQL, one export each: what drizzle-kit reads.

import { defineTables } from '../tables/define.ts'
import type { Kit } from '../tables/kit.ts'
import * as kit from './kit.ts'

// The column builders of PostgreSQL are declared equal to those of SQLite only here.
export const tables = defineTables(kit as unknown as Kit)
export const {
  imports,
  part,
  refusal,
  entity,
  country,
  entity_country,
  membership,
  source,
  unit,
  metric,
  scenario,
  product,
  alias,
  entity_name,
  metric_coverage,
  series,
  series_source,
  observation,
  derivation,
  projection,
  assessment,
  assessment_history,
  series_test,
  forecast_evaluation,
  event,
  relation,
  relation_other,
  entity_history,
  source_history,
  unit_history,
  metric_history,
  observation_history,
  projection_history,
  event_history,
  scenario_history,
  product_history,
  alias_history,
  relation_history,
  relation_other_history,
  claim_check,
  claim_check_about,
  claim_check_history,
  api_key,
  idempotent_answer,
  fetch
} = tables
