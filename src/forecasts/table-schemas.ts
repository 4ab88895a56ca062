// Forecasts in a tidy table: one row for each period and level.
import { z } from 'zod'
import type { Path } from '../http/csv.ts'
import { seriesReference } from '../observations/series/schemas.ts'
import { likelyBreak } from './break-schemas.ts'
import { seasonOfForecast } from './season-schemas.ts'
import { trainingWindow } from './training-schemas.ts'

/** One row. `backtest_coverage_percent` is the coverage of its level. */
export const forecastTableRow = z.object({
  metric: z.string(),
  metric_name: z.string().optional(),
  unit: z.string(),
  series: seriesReference,
  rule: z.string().nullable(),
  ends_on: z.string(),
  method: z.string().nullable(),
  reason: z.string().nullable(),
  season: seasonOfForecast.extend({ factors: z.array(z.string()) }).nullable(),
  training: trainingWindow.nullable(),
  likely_break: likelyBreak.nullable(),
  period: z.string().nullable(),
  period_label: z.string().nullable(),
  step: z.int().nullable(),
  mean: z.number().nullable(),
  level: z.int().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  parameters: z.array(z.string()),
  backtest: z
    .object({
      origins: z.int(),
      forecasts: z.int(),
      smape: z.number(),
      mase: z.number().nullable(),
      coverage_percent: z.number().nullable()
    })
    .nullable(),
  backtest_reason: z.string().nullable()
})

const PLACES: Record<string, Path> = {
  period: ['points', 'period'],
  period_label: ['points', 'period_label'],
  step: ['points', 'step'],
  mean: ['points', 'mean'],
  level: ['points', 'intervals', 'level'],
  lower: ['points', 'intervals', 'lower'],
  upper: ['points', 'intervals', 'upper'],
  backtest_coverage_percent: ['backtest', 'coverage']
}

/** Where a forecast has the values of a column. */
export function placesOf(path: Path): Path[] {
  return [PLACES[path.join('_')] ?? path]
}
