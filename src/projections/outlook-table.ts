// The tidy table of an outlook, which is its CSV: one row for each period and thing that is drawn
// in it.
import { z } from 'zod'
import { namedValues, seasonColumns } from '../forecasts/table-rows.ts'
import { forecastTableRow } from '../forecasts/table-schemas.ts'
import type { Path, Table } from '../http/csv.ts'
import { seriesReference } from '../observations/series/schemas.ts'
import { type ProjectionOutlook, projectionOutlookSchema } from './outlook-schemas.ts'

const outlook = projectionOutlookSchema.shape
const own = outlook.own.unwrap().shape
const drawn = outlook.series.element.shape
const observation = outlook.periods.element.shape.observations.element.shape

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
  period_label: z.string(),
  shape: outlook.path.shape.shape.nullable(),
  growth_percent: own.growth_percent.nullable(),
  from: own.from,
  series: seriesReference.nullable(),
  rule: drawn.rule,
  made: drawn.made,
  made_from: drawn.made_from,
  scale: drawn.scale.nullable(),
  method: drawn.method,
  parameters: forecastTableRow.shape.parameters,
  season: forecastTableRow.shape.season,
  training: drawn.training,
  likely_break: drawn.likely_break,
  reason: drawn.reason,
  gap: drawn.gap,
  value: observation.value,
  low: observation.low,
  high: observation.high,
  bound: observation.bound.nullable(),
  observation: observation.observation.nullable(),
  computed_from: observation.computed_from,
  others: observation.others.nullable(),
  source: observation.source,
  mean: forecastTableRow.shape.mean,
  level: forecastTableRow.shape.level,
  lower: forecastTableRow.shape.lower,
  upper: forecastTableRow.shape.upper
})

const OBSERVED = ['periods', 'observations']
const EXPECTED = ['periods', 'forecasts']
const PROMISED = ['periods', 'path']
/** The places of the columns that have others than their own path. */
const PLACES: Record<string, Path[]> = {
  // The place of a value in the JSON says its kind.
  kind: [],
  period: [['periods', 'period']],
  period_label: [['periods', 'period_label']],
  shape: [['path', 'shape']],
  growth_percent: [['own', 'growth_percent']],
  from: [['own', 'from']],
  series_id: [
    ['series', 'id'],
    [...OBSERVED, 'series'],
    [...EXPECTED, 'series']
  ],
  rule: [['series', 'rule']],
  made: [['series', 'made']],
  made_from: [['series', 'made_from']],
  scale: [['series', 'scale']],
  method: [['series', 'method']],
  parameters: [['series', 'parameters']],
  season: [['series', 'season']],
  training: [['series', 'training']],
  likely_break: [['series', 'likely_break']],
  reason: [
    ['path', 'reason'],
    ['own', 'reason'],
    ['series', 'reason']
  ],
  gap: [
    ['own', 'gap'],
    ['series', 'gap']
  ],
  value: [
    [...PROMISED, 'value'],
    ['periods', 'own'],
    [...OBSERVED, 'value']
  ],
  low: [
    [...PROMISED, 'low'],
    [...OBSERVED, 'low']
  ],
  high: [
    [...PROMISED, 'high'],
    [...OBSERVED, 'high']
  ],
  bound: [[...OBSERVED, 'bound']],
  observation: [[...OBSERVED, 'observation']],
  computed_from: [[...OBSERVED, 'computed_from']],
  others: [[...OBSERVED, 'others']],
  source: [[...OBSERVED, 'source']],
  mean: [[...EXPECTED, 'mean']],
  level: [[...EXPECTED, 'intervals', 'level']],
  lower: [[...EXPECTED, 'intervals', 'lower']],
  upper: [[...EXPECTED, 'intervals', 'upper']]
}

export const outlookTable: Table<ProjectionOutlook> = {
  item: outlookRow,
  rows: drawnRows,
  places: (path) => {
    const [first = '', ...rest] = path
    const around = PLACES[first]?.map((place) => [...place, ...rest])
    return PLACES[path.join('_')] ?? around ?? [path]
  }
}

function drawnRows({ projection, unit, target, own, ...drawing }: ProjectionOutlook): object[] {
  const head = { projection, unit, target }
  const { shape, reason } = drawing.path
  const byId = new Map(drawing.series.map((one) => [one.id, columnsOfSeries(one)]))
  return drawing.periods.flatMap(({ path, own: value, observations, forecasts, ...period }) => {
    const row = { ...head, ...period }
    return [
      ...(path ? [{ ...row, kind: 'path', ...path, shape, reason }] : []),
      ...(value === null ? [] : [{ ...row, kind: 'own', value, ...own }]),
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

function columnsOfSeries({
  rule,
  made,
  made_from,
  scale,
  method,
  parameters,
  season,
  training,
  likely_break,
  reason,
  gap,
  ...series
}: ProjectionOutlook['series'][number]): object {
  const way = { rule, made, made_from, scale }
  const used = {
    method,
    parameters: namedValues(parameters),
    season: seasonColumns(season),
    training,
    likely_break
  }
  return { series, ...way, ...used, reason, gap }
}
