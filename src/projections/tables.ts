// The tidy tables of path and progress, which are their CSV. Columns have the names of the JSON
// fields, joined by `_`. If there is nothing to list, one row says why.
import { z } from 'zod'
import type { Table } from '../http/csv.ts'
import { seriesReference } from '../observations/series/schemas.ts'
import { type ProjectionPath, projectionPathSchema } from './path-schemas.ts'
import { type ProjectionProgress, projectionProgressSchema } from './progress-schemas.ts'

const path = projectionPathSchema.shape
const point = path.points.element.shape
const progress = projectionProgressSchema.shape
const series = progress.rows.element.shape
const result = series.methods.element.shape

/** One row for each period. */
const pathRow = projectionPathSchema
  .omit({ points: true })
  .extend({ ...point, period: point.period.nullable() })

export const pathTable: Table<ProjectionPath> = {
  item: pathRow,
  places: (path) => [path[0] && path[0] in point ? ['points', ...path] : path],
  rows: ({ points, ...head }) =>
    (points.length > 0 ? points : [{}]).map((one) => ({ ...head, ...one }))
}

/** One row for each series and method. `method_*` are the fields of the method's result. */
const progressRow = z.object({
  projection: progress.projection,
  unit: progress.unit,
  measured_on: progress.measured_on,
  direction: progress.direction,
  target: progress.target,
  reason: progress.reason,
  series: seriesReference.nullable(),
  rule: series.rule,
  made: series.made,
  made_from: series.made_from,
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

export const progressTable: Table<ProjectionProgress> = {
  item: progressRow,
  places: ([first = '', ...rest]) => {
    if (first === 'method') return [['rows', 'methods', 'method']]
    if (first.startsWith('method_')) return [['rows', 'methods', first.slice('method_'.length)]]
    return [[...(first in series ? ['rows'] : []), first, ...rest]]
  },
  rows: ({ rows, methods: _, ...head }) =>
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
