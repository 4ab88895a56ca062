// The wire form of the score card.
import type { z } from 'zod'
import { component, count, numberOrNull, text, textOrNull } from '../http/answer-fields.ts'
import { oneOf } from '../http/parameters.ts'
import { listProjectionsQuery } from '../projections/schemas.ts'

/** What projections can be counted by. */
const SCORED_BY = ['attributed_to', 'scenario', 'metric', 'kind', 'horizon'] as const
export type ScoredBy = (typeof SCORED_BY)[number]

const errors = (what: string, example: number) =>
  numberOrNull(`${what}, in percent of what came; null if nothing was scored.`, example)

export const scoreSchema = component(
  'Score',
  'What one maker, scenario or metric promised and forecast, and how it went.',
  {
    by: text('What the projections are counted by.', 'attributed_to'),
    key: textOrNull(
      'The maker, or the id of the scenario or metric, or the kind, or the horizon in years; ' +
        'null if the projections name none.',
      'Trend'
    ),
    projections: count('How many projections there are.', 8),
    targets: count('How many of them are targets.', 7),
    achieved: count('Targets that are met.', 1),
    on_track: count('Targets not met yet whose pace is enough.', 1),
    behind: count('Targets with 60 to 95 percent of the pace that they require.', 1),
    far_behind: count('Targets with less than 60 percent of that pace.', 1),
    wrong_way: count('Targets that reality moves away from.', 1),
    missed: count('Targets whose period was observed and fell short.', 1),
    not_assessable: count('Targets without a status.', 1),
    kept_percent: numberOrNull(
      'Of the targets that are decided (achieved or missed), the share that was kept.',
      50
    ),
    forecasts: count('How many of the projections are forecasts.', 1),
    scored: count('Forecasts whose period was observed, with an error in percent.', 1),
    mean_absolute_error_percent: errors('The mean size of the errors (MAPE)', 11.11),
    mean_error_percent: errors(
      'The mean error (bias), above zero if too much was expected on average',
      -11.11
    ),
    naive_mean_absolute_error_percent: errors(
      'The mean size of the errors of the last figure known then, carried on',
      40
    ),
    drift_mean_absolute_error_percent: errors(
      'The mean size of the errors of the mean change known then, carried on',
      24.34
    ),
    better_than_naive: count('Scored forecasts with a smaller error than the naive one.', 1),
    href: textOrNull(
      'The projections that were counted, without the other filters; null for horizons.',
      '/v1/projections?attributed_to=Trend'
    )
  }
)
export type Score = z.output<typeof scoreSchema>

const { metric, subject, partner, between, country, scenario, kind, source } = listProjectionsQuery
const { target_from, target_to } = listProjectionsQuery

export const scoreCardQuery = {
  by: oneOf(
    SCORED_BY,
    'What to count by. attributed_to (default): who made the projections. horizon: whole years ' +
      'from the day of a forecast to the end of its period.',
    'attributed_to'
  ).optional(),
  metric,
  subject,
  partner,
  between,
  country,
  scenario,
  kind,
  source,
  target_from,
  target_to
}
