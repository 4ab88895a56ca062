// Which columns a file must have to be read by a mapping, and which of its columns hold figures.
import { matchPattern } from './patterns.ts'
import type { Mapping } from './schema.ts'
import { columnKey, namesOf } from './table.ts'

/** A column that is needed, by the names it may have, and the place of the field in the mapping. */
export type NeededColumn = { names: readonly string[]; pointer: string }

/** The columns that a file must have. */
export function neededColumns(mapping: Mapping): NeededColumn[] {
  const { metric, subject, partner, period, value } = mapping
  const fields = [
    { column: metric.column, pointer: '/metric/column' },
    { column: subject.column, pointer: '/subject/column' },
    { column: partner?.optional ? undefined : partner?.column, pointer: '/partner/column' },
    { column: period.column, pointer: '/period/column' },
    { column: value.column, pointer: '/value/column' },
    {
      column: value.scale?.required ? value.scale.column : undefined,
      pointer: '/value/scale/column'
    },
    {
      column: value.unit?.required ? value.unit.column : undefined,
      pointer: '/value/unit/column'
    }
  ]
  return fields.flatMap(({ column, pointer }) =>
    column === undefined ? [] : [{ names: namesOf(column), pointer }]
  )
}

/** The needed columns that are not among the names. */
export function missingColumns(mapping: Mapping, names: readonly string[]): NeededColumn[] {
  const there = new Set(names.map(columnKey))
  return neededColumns(mapping).filter(
    (needed) => !needed.names.some((name) => there.has(columnKey(name)))
  )
}

/** A column of figures, and what its header says. */
export type WideColumn = { index: number; header: string; says: string; isForecast: boolean }

/** The columns of figures of a wide table. */
export function wideColumns(mapping: Mapping, names: readonly string[]): WideColumn[] {
  const { wide } = mapping
  if (!wide) return []
  const isExcept = (header: string) =>
    wide.except !== undefined && matchPattern(wide.except, header) !== null
  const used = new Set(usedNames(mapping).map(columnKey))
  const found = names.flatMap((name, index) => {
    const header = name.trim()
    const match = matchPattern(wide.columns, header)
    if (!match || header === '' || used.has(columnKey(name)) || isExcept(header)) return []
    return [{ index, header, says: match[1] ?? header }]
  })
  const forecasts = mapping.status.forecast_columns ?? 0
  return found.map((one, at) => ({ ...one, isForecast: at >= found.length - forecasts }))
}

/** The names of all columns that a field of the mapping reads. */
export function usedNames(mapping: Mapping): string[] {
  const { metric, subject, partner, direction, mode, period, value, status, note } = mapping
  const fields = [
    metric,
    subject,
    partner,
    direction,
    mode,
    period,
    value,
    note,
    value.scale,
    value.unit
  ]
  return [
    ...fields.map((field) => field?.column),
    mapping.attributed_to?.column,
    metric.name,
    value.exponent,
    mapping.product?.column,
    mapping.product?.scheme_column,
    status.column,
    status.estimates_after,
    ...[...mapping.only, ...mapping.leave_out].map(({ column }) => column),
    ...mapping.sources.flatMap(({ published, when }) => [published?.column, when?.column])
  ].flatMap(namesOf)
}
