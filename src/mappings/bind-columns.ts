// Finds the columns of a table that the fields of a mapping name.

import { usedNames, type WideColumn, wideColumns } from './needed-columns.ts'
import type { Mapping } from './schema.ts'
import { columnKey, misfit, namesOf, type Table } from './table.ts'

/** Rows whose column has, or has not, one of these values. */
export type BoundCondition = { index: number; values: ReadonlySet<string> }
/** The places of the columns in a row; undefined for columns that the file does not have. */
export type Bound = {
  code: number | undefined
  indicatorName: number | undefined
  subject: readonly number[]
  partner: readonly number[]
  direction: number | undefined
  mode: number | undefined
  product: number | undefined
  productScheme: number | undefined
  period: number | undefined
  value: number | undefined
  scale: number | undefined
  exponent: number | undefined
  unit: number | undefined
  status: number | undefined
  estimatesAfter: number | undefined
  note: number | undefined
  attributedTo: number | undefined
  only: readonly BoundCondition[]
  leaveOut: readonly BoundCondition[]
  wide: readonly WideColumn[]
  /** Columns that no field names: they are part of the indicator where the mapping says so. */
  others: readonly { index: number; name: string }[]
  /** The place of a column by its name. */
  indexOf: (name: string) => number | undefined
}

/** Finds the columns. Throws a DataError where two columns of the file are one field. */
export function bindColumns(file: string, table: Table, mapping: Mapping): Bound {
  const keys = table.columns.map(columnKey)
  const indexOf = (name: string) => {
    const index = keys.indexOf(columnKey(name))
    return index < 0 ? undefined : index
  }
  const all = (column: Parameters<typeof namesOf>[0]) =>
    namesOf(column).flatMap((name) => indexOf(name) ?? [])
  const one = (column: Parameters<typeof namesOf>[0]) => all(column)[0]
  const conditions = (given: Mapping['only']) =>
    given.flatMap(({ column, values }) => {
      const index = one(column)
      return index === undefined ? [] : [{ index, values: new Set(values.map(columnKey)) }]
    })
  refuseTwice(file, table, mapping)
  const { metric, subject, partner, direction, mode, product } = mapping
  const { period, value, status, note } = mapping
  return {
    code: one(metric.column),
    indicatorName: one(metric.name),
    subject: all(subject.column),
    partner: all(partner?.column),
    direction: one(direction?.column),
    mode: one(mode?.column),
    product: one(product?.column),
    productScheme: one(product?.scheme_column),
    period: one(period.column),
    value: one(value.column),
    scale: one(value.scale?.column),
    exponent: one(value.exponent),
    unit: one(value.unit?.column),
    status: one(status.column),
    estimatesAfter: one(status.estimates_after),
    note: one(note?.column),
    attributedTo: one(mapping.attributed_to?.column),
    only: conditions(mapping.only),
    leaveOut: conditions(mapping.leave_out),
    wide: bindWide(file, table, mapping),
    others: bindOthers(table, mapping),
    indexOf
  }
}

/** A column that a field reads may stand in the file only once. */
function refuseTwice(file: string, { columns, line }: Table, mapping: Mapping): void {
  const used = new Set(usedNames(mapping).map(columnKey))
  const seen = new Set<string>()
  for (const name of columns) {
    const key = columnKey(name)
    if (used.has(key) && seen.has(key))
      throw misfit(file, line, name, name, `each column once: two columns are named ${name}`)
    seen.add(key)
  }
}

function bindWide(file: string, { columns, line }: Table, mapping: Mapping): WideColumn[] {
  const found = wideColumns(mapping, columns)
  const headers = new Map<string, string>()
  for (const { header, says } of found) {
    const other = headers.get(columnKey(says))
    if (other !== undefined) {
      const expected = `one column for each ${mapping.wide?.field}: ${other} says ${says} too`
      throw misfit(file, line, header, header, `${expected}; /wide/columns could tell them apart`)
    }
    headers.set(columnKey(says), header)
  }
  return found
}

function bindOthers({ columns }: Table, mapping: Mapping): { index: number; name: string }[] {
  const { others } = mapping.metric
  if (!others) return []
  const left = new Set([...usedNames(mapping), ...others.except].map(columnKey))
  const wide = new Set(wideColumns(mapping, columns).map(({ index }) => index))
  return columns.flatMap((name, index) => {
    const key = columnKey(name)
    return key === '' || wide.has(index) || left.has(key) ? [] : [{ index, name }]
  })
}
