// The parameters that transform series, and what answers say about transformed points.
import { z } from 'zod'
import { component, numberOrNull, text, textOrNull, texts } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { bareId, oneOf, onePeriod } from '../http/parameters.ts'
import { AGGREGATES } from './model/aggregate.ts'
import { PERCENT_DECIMALS } from './model/changes.ts'
import { REASONS } from './model/figures.ts'
import { LOG_DECIMALS } from './model/logarithms.ts'
import { PER_CAPITA_DIGITS } from './model/ratios.ts'
import { TRANSFORMS } from './model/transform.ts'

/** How figures of short periods make those of longer ones. */
const METHODS = ['sum', 'mean'] as const

const transformParameter = oneOf(
  TRANSFORMS,
  'What is computed from the values, by the names and formulas of FRED where it has ' +
    'them. x is a value, p the one ' +
    'of the period before in the calendar, y the one of the same period a year before, n the ' +
    'number of periods in a year (12, 4 or 1). `lin`: x. `chg`: x − p. `ch1`: x − y. `pch`: ' +
    '(x / p − 1) × 100. `pc1`: (x / y − 1) × 100. `pca`: ((x / p)ⁿ − 1) × 100. `cch`: ' +
    '(ln x − ln p) × 100. `cca`: `cch` × n. `log`: ln x. `index`: x / b × 100, ' +
    'where b is the value of `index_base`. `per_capita`: x / population of the subject in the ' +
    'period, or in the calendar year that has the whole period. `percent_of`: x / w × 100, where ' +
    'w is the value of the metric `percent_of` of the same subject in the period. Both take the ' +
    'other claim by the same rule, or by `preferred` where `rule` names a source. A part ' +
    'of a year comes once a year, so ' +
    'that p is y. Nothing stands in for a period without a claim. Differences are exact; ' +
    `percentages and indexes have ${PERCENT_DECIMALS} decimals, logarithms ` +
    `${LOG_DECIMALS}, values ` +
    `per person ${PER_CAPITA_DIGITS} digits, rounded half ` +
    'to even. p, y and b may lie outside of `from` and `to`. `points[].transformed` has ' +
    'the results.',
  'pch'
).optional()

export const transformQuery = {
  aggregate: oneOf(
    AGGREGATES,
    'The longer periods that points of months and quarters are made into, before ' +
      'anything else is ' +
      'computed: calendar years, fiscal years (July to June) or quarters. Only whole periods, by ' +
      '`aggregation` of the metric: a sum, or a mean in which each part counts the same. ' +
      'Series of ' +
      'other calendars are left out. A point is then no claim: `observation` and ' +
      '`source` are null, ' +
      'and `aggregated_from` names the claims.'
  ).optional(),
  transform: transformParameter,
  index_base: onePeriod(
    'The base period of `transform=index`, whose value becomes 100: 2015, 2015-Q1, ' +
      '2015-07-01/P1Y. ' +
      'The series must have a point for it.'
  ).optional(),
  percent_of: bareId(
    'The metric whose value is 100 percent, for `transform=percent_of`: a flow or stock ' +
      'in the same ' +
      'unit, such as gdp. Its totals are taken: without direction, mode and product, and ' +
      'with the ' +
      'same partner if its figures name partners.'
  ).optional(),
  currency: bareId(
    'The ISO 4217 code of a currency, such as PKR. Values in US dollars are converted by ' +
      'the claim ' +
      'about `exchange_rate`, the average of exactly the same period, for stocks too: ' +
      'there is no ' +
      'rate of the last day of a period. A transformation is computed from the converted values. ' +
      'Products are exact, or rounded at 15 digits.'
  ).optional()
}

export const seriesTransform = component(
  'SeriesTransform',
  'How the values of `points[].transformed` were computed.',
  {
    name: field(z.enum(TRANSFORMS), 'The transformation that was asked for.', 'pch'),
    unit: text(
      'What the transformed values are in, in words: the unit itself, `percentage points` for ' +
        'differences of percentages, `percent`, `index`, `ln` and the unit, or the unit and ' +
        '`per person`.',
      'percent'
    ),
    index_base: textOrNull('The base period of an index, which is 100 there.', null),
    other_metric: textOrNull('The metric whose figures the values are divided by.', null),
    currency: textOrNull('The currency into which the values were converted first.', null)
  }
)

export const seriesAggregate = component(
  'SeriesAggregate',
  'How points of shorter periods were aggregated. `id` and `calendar` of the series stay ' +
    'those of ' +
    'the claims.',
  {
    period: field(z.enum(AGGREGATES), 'The longer periods that were asked for.', 'year'),
    calendar: text('The calendar of the points.', 'P1Y-01'),
    method: field(z.enum(METHODS), 'The `aggregation` of the metric.', 'sum'),
    missing: texts('The periods without a point: a part is missing, a range or an open bound.', [
      '2026'
    ])
  }
)

export type SeriesTransform = z.output<typeof seriesTransform>

export const transformedFigure = component(
  'TransformedFigure',
  'What a transformation makes of a point.',
  {
    value: numberOrNull('The transformed value; null if there is a reason.', 2.2857),
    reason: field(
      z.enum(REASONS).nullable(),
      'Why there is no value; null if there is one. `range`, `open_bound`: a claim gives ' +
        'a range, ' +
        'or `at_least` or `at_most`. `no_period_before`, `no_year_before`: no claim for that ' +
        'period. `no_year_step`: weeks, days and periods of several years make no whole year. ' +
        '`not_read`: the period before lies more than a year before `from`. ' +
        '`no_base_period`: no claim for `index_base`. `no_other_figure`: no claim of the other ' +
        'metric for that period and calendar. `no_exchange_rate`: no rate of the ' +
        'currency for it. ' +
        '`base_zero`, ' +
        '`negative_values`: no percentage of such a value makes sense. `not_positive`: no ' +
        'logarithm. `too_large`: no number can hold it.',
      null
    ),
    from: texts('The ids of the claims used, or of those that give the reason.', ['C0392', 'C0391'])
  }
)
export type TransformedFigure = z.output<typeof transformedFigure>

export const aggregatedFrom = field(
  z.array(z.string()).nullable(),
  'The ids of the claims that the point is made of by `aggregate`; null if it is a claim.',
  null
)
