// The tidy tables of path, progress and outlook, which are their CSV. Columns have the names of the
// JSON fields, joined by `_`. If there is nothing to list, one row says why.
import { z } from 'zod'
import { forecastTableRow } from '../forecasts/table-schemas.ts'
import { seriesReference } from '../observations/series/schemas.ts'
import { type ProjectionOutlook, projectionOutlookSchema } from './outlook-schemas.ts'
import { type ProjectionProgress, projectionProgressSchema } from './progress-schemas.ts'
import { type ProjectionPath, projectionPathSchema } from './schemas.ts'

const path = projectionPathSchema.shape
const point = path.points.element.shape
const progress = projectionProgressSchema.shape
const series = progress.rows.element.shape
const result = series.methods.element.shape
const outlook = projectionOutlookSchema.shape
const drawn = outlook.series.element.shape
const observation = outlook.periods.element.shape.observations.element.shape

/** One row for each period. */
const pathRow = projectionPathSchema
  .omit({ points: true })
  .extend({ ...point, period: point.period.nullable() })

export const pathTable = {
  item: pathRow,
  rows: ({ points, ...head }: ProjectionPath): object[] =>
    (points.length > 0 ? points : [{}]).map((one) => ({ ...head, ...one }))
}

/** One row for each series and method. `method_*` are the fields of the method's result. */
const progressRow = z.object({
  projection: progress.projection,
  unit: progress.unit,
  as_of: progress.as_of,
  direction: progress.direction,
  target: progress.target,
  reason: progress.reason,
  series: seriesReference.nullable(),
  base: series.base,
  latest: series.latest.nullable(),
  points: series.points.nullable(),
  observed: series.observed.nullable(),
  required: series.required.nullable(),
  reached_percent: series.reached_percent,
  reached_of_projection_percent: series.reached_of_projection_percent,
  outcome: series.outcome,
  method: result.method.nullable(),
  method_value: result.value,
  method_projected: result.projected,
  method_score: result.score,
  method_status: result.status,
  method_reason: result.reason
})

export const progressTable = {
  item: progressRow,
  rows: ({ rows, methods: _, ...head }: ProjectionProgress): object[] =>
    rows.length === 0
      ? [head]
      : rows.flatMap(({ methods, ...row }) =>
          methods.map(({ method, value, projected, score, status, reason }) => ({
            ...head,
            ...row,
            method,
            method_value: value,
            method_projected: projected,
            method_score: score,
            method_status: status,
            method_reason: reason
          }))
        )
}

/**
 * One row for each period and what is drawn in it: the promised path, your own path, an observation
 * of a series, or a level of the forecast of a series.
 */
const outlookRow = z.object({
  projection: outlook.projection,
  unit: outlook.unit,
  target: outlook.target,
  kind: z.enum(['path', 'own', 'observation', 'forecast']),
  period: z.string(),
  series: seriesReference.nullable(),
  method: drawn.method,
  reason: drawn.reason,
  gap: drawn.gap,
  value: observation.value,
  low: observation.low,
  high: observation.high,
  bound: observation.bound.nullable(),
  observation: observation.observation.nullable(),
  others: observation.others.nullable(),
  source: observation.source.nullable(),
  mean: forecastTableRow.shape.mean,
  level: forecastTableRow.shape.level,
  lower: forecastTableRow.shape.lower,
  upper: forecastTableRow.shape.upper
})

export const outlookTable = { item: outlookRow, rows: drawnRows }

function drawnRows({ projection, unit, target, own, ...drawing }: ProjectionOutlook): object[] {
  const head = { projection, unit, target }
  const byId = new Map(
    drawing.series.map(({ id, method, reason, gap, ...rest }) => [
      id,
      { series: { id, ...rest }, method, reason, gap }
    ])
  )
  return drawing.periods.flatMap(({ period, path, own: value, observations, forecasts }) => {
    const row = { ...head, period }
    return [
      ...(path ? [{ ...row, kind: 'path', ...path, reason: drawing.path.reason }] : []),
      ...(value === null
        ? []
        : [{ ...row, kind: 'own', value, reason: own?.reason, gap: own?.gap }]),
      ...observations.map(({ series, ...figure }) => ({
        ...row,
        kind: 'observation',
        ...byId.get(series),
        ...figure
      })),
      ...forecasts.flatMap(({ series, mean, intervals }) =>
        (intervals.length > 0 ? intervals : [{}]).map((interval) => ({
          ...row,
          kind: 'forecast',
          ...byId.get(series),
          mean,
          ...interval
        }))
      )
    ]
  })
}
