// Turns a forecast into the rows of a tidy table.
import type { Forecast } from './schemas.ts'

/**
 * One row for each period and level. A forecast without points has one row, and so has a point
 * without intervals.
 */
export function tableRows({
  points,
  parameters,
  season,
  backtest,
  ...forecast
}: Forecast): object[] {
  const nothing = {
    period: null,
    period_label: null,
    step: null,
    mean: null,
    level: null,
    lower: null,
    upper: null
  }
  const head = {
    ...forecast,
    parameters: namedValues(parameters),
    season: seasonColumns(season)
  }
  const tested = (level: number | null) =>
    backtest && {
      ...backtest,
      coverage_percent: backtest.coverage.find((one) => one.level === level)?.percent ?? null
    }
  if (points.length === 0) return [{ ...head, ...nothing, backtest: tested(null) }]
  return points.flatMap(({ intervals, ...point }) => {
    const rows = intervals.length > 0 ? intervals : [{ level: null, lower: null, upper: null }]
    return rows.map((interval) => ({
      ...head,
      ...point,
      ...interval,
      backtest: tested(interval.level)
    }))
  })
}

/** A season whose factors are numbered, 1 for January or the first quarter. */
export function seasonColumns(season: Forecast['season']): object | null {
  return season && { ...season, factors: season.factors.map((one, place) => `${place + 1}=${one}`) }
}

/** Parameters of a method as a list for one cell. */
export function namedValues(parameters: Record<string, number>): string[] {
  return Object.entries(parameters).map(([name, value]) => `${name}=${value}`)
}
