// The parameters of a list of forecasts.
import { idList, oneId, oneOf, wholeNumber, wholeNumberList } from '../http/parameters.ts'
import {
  calendarParameter,
  pairParameters,
  productParameter
} from '../observations/query-schemas.ts'
import { listSeriesQuery } from '../series/query-schemas.ts'
import { LEVELS_MAX } from './backtest-schemas.ts'
import { HORIZON_MAX, LEVELS, METHODS } from './model/index.ts'

export const HORIZON = 5

/** What the figures of one forecast have in common. */
const BY = ['rule', 'author'] as const

export const forecastParameters = {
  method: oneOf(
    METHODS,
    'auto (default): at each step the median of drift, robust, holt, damped and naive; where ' +
      'values grow or fall steadily, with growth by a share that becomes smaller instead of ' +
      'naive. naive: the last value. drift: the mean change goes on. robust: the median change ' +
      'goes on. ' +
      'linear: the least-squares line. simple: exponential smoothing of the level. holt: the ' +
      'same with a trend. damped: with a trend that becomes smaller. theta: smoothing with half ' +
      'the slope of the line. All but naive know the season of months and quarters (`season`).',
    'auto'
  ).optional(),
  level: wholeNumberList(
    LEVELS.minimum,
    LEVELS.maximum,
    `Levels of the intervals in percent: whole numbers from ${LEVELS.minimum} to ` +
      `${LEVELS.maximum}, separated by commas, at most ${LEVELS_MAX}. Default ` +
      `${LEVELS.usual.join(',')}.`,
    [...LEVELS.usual],
    LEVELS_MAX
  ).optional()
}

export const listForecastsQuery = {
  metric: oneId(
    'Id of the metric to forecast. Ranks and distances cannot be forecast: a rank depends on ' +
      'others, and a distance changes by building.',
    'goods_exports'
  ),
  subject: idList(
    'Only these subjects: ids or names of entities; countries also as ISO 3166-1 codes.',
    ['PAK']
  ).optional(),
  partner: idList('Only these partners, named as for `subject`.', ['WLD']).optional(),
  country: pairParameters.country,
  product: productParameter,
  calendar: calendarParameter,
  by: oneOf(
    BY,
    'rule (default): one forecast for each series, whoever gives the figures; `rule` chooses the ' +
      'claim of each period. author: one for each author of figures (`attributed_to`), whose ' +
      'newest published claim of each period counts.',
    'rule'
  ).optional(),
  rule: listSeriesQuery.rule,
  source: idList(
    'Only claims from these sources: ids separated by commas. `rule` chooses among them; ' +
      '`/v1/series/{id}` still has the claims of all sources.',
    ['thenews-fy20', 'brecorder-fy21', 'dt-fy22', 'moneymatters-fy24', 'mmnews-fy25']
  ).optional(),
  horizon: wholeNumber(
    1,
    HORIZON_MAX,
    `Number of periods to forecast: 1 to ${HORIZON_MAX}, default ${HORIZON}. A period is one of ` +
      'the calendar of the series: a year, a fiscal year, a month.',
    HORIZON
  ).optional(),
  ...forecastParameters
}
