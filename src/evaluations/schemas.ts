// The wire form of evaluations, as JSON and as a tidy table.
import { z } from 'zod'
import { component, count, list, numberOrNull, text, whole } from '../http/answer-fields.ts'
import type { Path } from '../http/csv.ts'
import { field } from '../http/envelope.ts'
import { idList, wordList } from '../http/parameters.ts'
import { listMetricsQuery } from '../metrics/schemas.ts'
import { FORECASTS_MIN, SERIES_MIN, SKILL_REASONS } from './average-tests.ts'
import { FREQUENCIES, HORIZONS } from './frequencies.ts'
import { TESTED, TESTED_ORIGINS } from './test-series.ts'

const HORIZON_MAX = Math.max(...Object.values(HORIZONS))

const frequency = z.enum(FREQUENCIES).meta({
  id: 'Frequency',
  description: 'How often figures come, as in SDMX: A each year, Q each quarter, M month, W week.'
})
const method = z
  .enum(TESTED)
  .meta({ id: 'EvaluatedMethod', description: 'auto is our own; naive and drift are simple.' })

const score = (level: number, example: number) =>
  numberOrNull(
    `The interval score at ${level} %: the width of the interval, and for a value outside ` +
      'many times how far outside; scaled and taken over series as `mase`. Less is better.',
    example
  )
const coverage = (level: number, example: number) =>
  numberOrNull(
    `The share of values inside the interval of ${level} %, in percent: the mean over series. ` +
      `It should be near ${level}.`,
    example
  )

const measures = {
  mase: numberOrNull(
    'The mean absolute error, divided by the mean absolute change before the forecast (MASE): ' +
      'a mean for each series, and of these the median. 1 is the usual change from one period ' +
      'to the next.',
    2.6652
  ),
  smape: numberOrNull(
    'The symmetric mean absolute percentage error, taken over series as `mase`.',
    20.6852
  ),
  interval_score_80: score(80, 11.1688),
  interval_score_95: score(95, 16.3347),
  coverage_percent_80: coverage(80, 77.5),
  coverage_percent_95: coverage(95, 93.75)
}

const step = component('EvaluatedStep', 'The forecasts as many periods ahead.', {
  step: whole(1, HORIZON_MAX, 'Periods after the last known one.', 1),
  series: count('How many series have such forecasts.', 8),
  ...measures
})

const evaluatedMethod = component('MethodEvaluation', 'How one method did.', {
  method: field(
    method,
    'auto: what `/v1/forecasts` takes by default. naive: the last value is repeated. drift: the ' +
      'mean change goes on.',
    'auto'
  ),
  ...measures,
  steps: list('The same for each step, the next period first.', step, HORIZON_MAX)
})

const about = {
  metric: text('Id of the metric.', 'goods_exports'),
  metric_name: text('The name of the metric; only with `names`.', 'Goods exports').optional(),
  frequency: field(
    frequency,
    'How often the figures come. Calendar years, fiscal years and the same part of each year are ' +
      'all `A`.',
    'A'
  ),
  skill_percent: numberOrNull(
    'Read this first: how much smaller the errors of `auto` are than those of repeating the ' +
      'last value (`naive`), in percent, in the series in the middle (the median over series of ' +
      'the ratio of both MASE). 0 or less: our method is no better, so trust the last value as ' +
      'much.',
    8.3
  ),
  reason: field(
    z.enum(SKILL_REASONS).nullable(),
    `Why \`skill_percent\` is null. too_few_series: with fewer than ${SERIES_MIN}, chance decides ` +
      `which method did better; too_few_forecasts: the same with fewer than ${FORECASTS_MIN}. ` +
      'naive_exact: in half of the series or more, repeating the last value had no error at all ' +
      'and `auto` had some, so that no percentage says how much worse it was.',
    null
  ),
  series: count('How many series were tested: all measures are about these.', 8),
  better_than_naive: count('How many of them `auto` forecast with smaller errors than naive.', 5),
  worse_than_naive: count(
    'How many of them `auto` forecast with larger errors than naive; in the rest both are equal.',
    3
  ),
  too_short: count('Other series with too few values in a row, which cannot be tested.', 60),
  never_changed: count(
    'Other series whose values were all the same before each time of a forecast: their errors ' +
      'cannot be compared with a usual change.',
    0
  ),
  left_out: count('Other series that are not tested, because those with most periods suffice.', 0),
  horizon: whole(1, HORIZON_MAX, 'How many periods ahead forecasts were made.', 5),
  origins: count(
    `At how many earlier times forecasts were made: up to ${TESTED_ORIGINS} for each series, or ` +
      'as many as `horizon` if that is more, only from what came before. Times before which a ' +
      'series had never changed do not count.',
    73
  ),
  forecasts: count('How many forecasts of each method were compared with what came.', 286)
}

export const forecastEvaluationSchema = component(
  'ForecastEvaluation',
  'How far to trust the forecasts of a metric: how they would have done at earlier times.',
  {
    ...about,
    methods: list('Our own method, and the two that it should beat.', evaluatedMethod, 3)
  }
)
export type ForecastEvaluation = z.output<typeof forecastEvaluationSchema>

/** One row: a method, and a step or all of them. */
export const evaluationTableRow = z.object({
  ...about,
  method: z.string(),
  step: z.int().nullable(),
  step_series: z.int(),
  ...measures
})

/** Where an evaluation has the values of a column. */
export function placesOf([name = '']: Path): Path[] {
  if (name === 'method') return [['methods', 'method']]
  if (name === 'step') return [['methods', 'steps', 'step']]
  if (name === 'step_series') return [['methods', 'steps', 'series']]
  if (Object.hasOwn(measures, name))
    return [
      ['methods', name],
      ['methods', 'steps', name]
    ]
  return [[name]]
}

/** One row for each method and step, after one for all steps of the method. */
export function tableRows({ methods, ...evaluation }: ForecastEvaluation): object[] {
  return methods.flatMap(({ steps, ...all }) => [
    { ...evaluation, ...all, step: null, step_series: evaluation.series },
    ...steps.map(({ series, ...one }) => ({
      ...evaluation,
      method: all.method,
      ...one,
      step_series: series
    }))
  ])
}

export const listEvaluationsQuery = {
  metric: idList('Only these metrics: ids separated by commas.', ['goods_exports']).optional(),
  topic: listMetricsQuery.topic,
  frequency: wordList(
    FREQUENCIES,
    'Only figures that come so often: A each year, Q each quarter, M each month, W each week.',
    ['A']
  ).optional()
}
